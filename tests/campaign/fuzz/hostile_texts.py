"""Texts that reach for what they should not: placeholders, patterns of formatting, markup, translations."""

from __future__ import annotations

from collections.abc import Iterator

from tests.campaign.fuzz.cases import Case, changed, written

PO = "locale/pl.po"
QUESTIONS = "questions/first.yaml"
ASKED = "Is there an entry about {matter} in your register?"
START = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TITLE = 'msgctxt "module.title"\nmsgid "Mine"\nmsgstr '

PLACEHOLDERS = {
    "a class": "{matter.__class__}",
    "the way to all that Python knows": "{matter.__init__.__globals__[os].environ}",
    "a number": "{0}",
    "nothing": "{}",
    "a conversion": "{matter!r}",
    "a width that fills the memory": "{matter:>99999999999}",
    "a key": "{matter[title]}",
    "braces in braces": "{{matter}}",
    "an open brace": "{matter",
    "an unknown filter": "{matter|shell}",
    "filters in a row": "{matter|upper|lower|upper}",
    "a placeholder in a placeholder": "{mat{matter}ter}",
    "another way to format": "{matter} %(matter)s %s %n $matter ${matter}",
    "a template": "{% include '/etc/passwd' %}{{ config }}",
}
SOUND = frozenset({"another way to format"})


def _placeholders() -> Iterator[Case]:
    for name, text in PLACEHOLDERS.items():
        code = "" if name in SOUND else "I009"
        yield changed(f"a question that asks for {name}", QUESTIONS, ASKED, f'"{text}?"', code)
        wrong = "" if name in SOUND else "I004"
        yield written(f"a translation that asks for {name}", PO, f'{START}{TITLE}"{text}"\n', wrong or "I004")
        yield changed(f"a placeholder of {name}", "forms/matter.yaml", '"{title}"', f'"{text}"')


def _catalogues() -> Iterator[Case]:
    many = "".join(f'msgctxt "a.{number}"\nmsgid "x"\nmsgstr "y"\n\n' for number in range(20_000))
    for name, (content, code) in {
        "nothing": ("", "I006"),
        "blanks": (" \n\n", "I006"),
        "the path of a file": ("/etc/passwd", "I007"),
        "the path of a device": ("/dev/zero", "I007"),
        "a text that is not closed": ('msgid "x\nmsgstr "y\n', ""),
        "texts without quotes": ("msgid x\nmsgstr y\n", ""),
        "another set of characters": (START.replace("UTF-8", "utf-7") + TITLE + '"+ADw-"\n', ""),
        "a set of characters that nobody knows": (START.replace("UTF-8", "nonsense"), ""),
        "several numbers": (START + TITLE.replace("msgstr", 'msgid_plural "M"\nmsgstr[999999999]') + '"x"\n', ""),
        "a number that is none": (START + TITLE.replace("msgstr ", "msgstr[x] ") + '"x"\n', "I007"),
        "a text twice": (START + (TITLE + '"x"\n\n') * 2, "I008"),
        "texts without an address": (START + 'msgid "Mine"\nmsgstr "x"\n', "I008"),
        "twenty thousand texts of nothing": (START + many, "I005"),
        "a text as long as a file": (START + TITLE + '"' + "x" * 3_500_000 + '"\n', "I008"),
        "more than is allowed": (START + TITLE + '"' + "x" * 4_300_000 + '"\n', "Y005"),
        "backslashes": (START + TITLE + '"' + "\\" * 300_001 + '"\n', "I008"),
        "signs that cannot be printed": (START + TITLE + '"\x1b[2J"\n', "I008"),
        "what is no longer used": ('#~ msgid "x"\n#~ msgstr "y"\n' * 30_000, ""),
        "places without end": ("#: " + "a:1 " * 100_000 + "\n" + TITLE + '"x"\n', ""),
    }.items():
        yield written(f"a translation that holds {name}", PO, content, code)
    yield written("a translation in bytes", PO, b"\xff\xfe\x00msgid", "I007")


def _markup() -> Iterator[Case]:
    """Give texts that a page or a picture might take for more than text; a check may find them sound."""
    for name, text in {
        "a script": "<script>alert(1)</script>",
        "the end of a picture": "</text></svg><script>x</script>",
        "the end of a diagram": '"]; end; click x call alert()',
        "an entity": "&xxe; <!ENTITY xxe SYSTEM 'file:///etc/passwd'>",
        "lines": "a\\nb\\n---\\nc",
    }.items():
        yield changed(f"a title that holds {name}", "module.yaml", "title: Mine", f'title: "{text}"')
        yield changed(
            f"a state that holds {name}",
            "procedures/request.yaml",
            "subject:",
            f'states: {{sent: {{title: "{text}"}}}}\nsubject:',
        )


CASES = (*_placeholders(), *_catalogues(), *_markup())
