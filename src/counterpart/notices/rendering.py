"""A letter as a mail: a text part and an HTML part that say the same, and headers that say what kind of mail it is.

The HTML is plain: everything escaped, no image, no script, nothing that is fetched from anywhere when it is opened.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from counterpart.notices.letters import Item, Letter

WIDTH = 72
RULE = "-" * 40

PAGE = """\
<!doctype html>
<html lang="{{ letter.language }}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{{ letter.subject }}</title></head>
<body style="margin:0;padding:16px;font:16px/1.5 sans-serif">
<div style="max-width:36em;margin:0 auto">
{% for item in letter.items %}
<h1 style="font-size:1.15em;margin:1.2em 0 .4em">{{ item.heading }}</h1>
{% for sentence in item.sentences %}<p style="margin:.4em 0">{{ linked(sentence, item.link) }}</p>
{% endfor %}
<table role="presentation" style="border-collapse:collapse;margin:.8em 0">
{% for label, value in item.facts %}
<tr><th scope="row" style="text-align:left;vertical-align:top;font-weight:normal;padding:2px 1.2em 2px 0">
{{ label }}</th><td style="vertical-align:top;padding:2px 0"><strong>{{ value }}</strong></td></tr>
{% endfor %}
</table>
{% if item.link %}<p style="margin:.8em 0"><a href="{{ item.link }}">{{ item.link_words }}</a></p>{% endif %}
{% endfor %}
<hr style="border:0;border-top:1px solid;opacity:.3;margin:1.6em 0 .8em">
{% for sentence in letter.footer %}<p style="margin:.4em 0;font-size:.875em">{{ sentence }}</p>
{% endfor %}
{% if letter.stop %}
<p style="margin:.4em 0;font-size:.875em"><a href="{{ letter.stop }}">{{ letter.stop_words }}</a></p>
{% endif %}
</div>
</body>
</html>
"""


def linked(sentence: str, link: str) -> Markup:
    """Return a sentence as markup, the address in it (if it names one) as a link."""
    if not link:
        return escape(sentence)
    anchor = Markup('<a href="%s">%s</a>') % (link, link)
    return anchor.join(escape(part) for part in sentence.split(link))


_ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_PAGE = _ENVIRONMENT.from_string(PAGE, globals={"linked": linked})


def mail_of(letter: Letter, *, sender: str, to: str, message_id: str, now: dt.datetime) -> EmailMultiAlternatives:
    """Return the mail. `Auto-Submitted` keeps machines from answering; `List-Unsubscribe` is one click (RFC 8058)."""
    headers = {
        "Message-ID": message_id,
        "Date": format_datetime(now),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": letter.language,
    }
    if letter.stop:
        headers |= {"List-Unsubscribe": f"<{letter.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(letter.subject, text_of(letter), sender, [to], headers=headers)
    mail.attach_alternative(_PAGE.render(letter=letter), "text/html")
    return mail


def text_of(letter: Letter) -> str:
    """Return the text part."""
    blocks = ["\n".join(_item_lines(item)) for item in letter.items]
    footer = [textwrap.fill(sentence, WIDTH) for sentence in letter.footer]
    if letter.stop:
        footer.append(f"{letter.stop_words}:\n{letter.stop}")
    return f"\n\n{RULE}\n\n".join([*blocks, "\n".join(footer)]) + "\n"


def _item_lines(item: Item) -> Iterator[str]:
    yield from (item.heading, "")
    for sentence in item.sentences:
        yield textwrap.fill(sentence, WIDTH, break_long_words=False, break_on_hyphens=False)
    yield ""
    for label, value in item.facts:
        yield textwrap.fill(f"{label}: {value}", WIDTH, subsequent_indent="  ", break_long_words=False)
    if item.link:
        yield from ("", f"{item.link_words}:", item.link)
