"""What the worker does about notices by itself, and what health looks at; registered by being loaded.

Mails are sent by `sending.py`, which the room that knows addresses and texts registers (`exchanges/handlers.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows
from counterpart.foundation.health.report import Level, Line, amount, check, well
from counterpart.foundation.periodic import every
from counterpart.notices.digests import gather_summaries
from counterpart.notices.keeping import forget_old
from counterpart.notices.kinds import DESK, MailState
from counterpart.notices.outgoing import SMTP, MailTrouble, Outgoing, outgoing

MINUTE, DAY = 60, 86_400
LATELY, MONTH = dt.timedelta(days=7), dt.timedelta(days=30)
MOST_COUNTED = 1_000
MOST_NAMED = 3
HOW = "docs/how-to/send-mail.md says how"

WAITING = "select count(*) from (select 1 from notices_mail where state = %s limit %s) found"
REFUSED = "select count(*) from (select 1 from notices_mail where state = %s and at > %s limit %s) found"
AT_DESK = """
select number from notices_notice where user_ref = %s and read_at is null and at > %s order by id desc limit %s
"""

every(seconds=MINUTE, name="notices.gather_summaries")(gather_summaries)
every(seconds=DAY, name="notices.forget_old")(forget_old)


@check("mail")
def look_at_mail(now: dt.datetime) -> Sequence[Line]:
    """Look whether mail can leave, and whether addresses were refused."""
    try:
        out = outgoing()
    except MailTrouble as trouble:
        words = f"{trouble.parameters['variable']} is not usable: {trouble.parameters['why']}"
        return [Line(Level.WRONG, "mail", words, f"mails wait until it is mended; {HOW}")]
    with as_actor([], read_only=True):
        waiting = row(WAITING, [MailState.DUE, MOST_COUNTED])
        refused = row(REFUSED, [MailState.REFUSED, now - LATELY, MOST_COUNTED])
    return [_leaving(out, int(waiting[0]) if waiting else 0), *_refusals(int(refused[0]) if refused else 0)]


@check("desk")
def look_at_desk(now: dt.datetime) -> Sequence[Line]:
    """Look whether somebody is late whom nobody oversees: that is the operator's to follow up, and said for a month."""
    with as_actor([], read_only=True):
        numbers = list(dict.fromkeys(number for (number,) in rows(AT_DESK, [DESK, now - MONTH, MOST_COUNTED])))
    if not numbers:
        return [well("desk", "nothing is overdue that nobody oversees")]
    named = ", ".join(numbers[:MOST_NAMED]) + (", …" if len(numbers) > MOST_NAMED else "")
    words = f"{amount(len(numbers), 'exchange')} overdue and nobody there to be told: {named}"
    return [Line(Level.SOON, "desk", words, "tell the coordinators of these members")]


def _leaving(out: Outgoing | None, waiting: int) -> Line:
    if out is not None:
        return well("mail", f"leaves by {out.host}:{out.port}")
    if not waiting:
        return well("mail", f"no mail server is set ({SMTP}), and no mail waits for one")
    words = f"no mail server is set ({SMTP}): {amount(waiting, 'mail')} {'waits' if waiting == 1 else 'wait'}"
    return Line(Level.SOON, "mail", words, HOW)


def _refusals(refused: int) -> list[Line]:
    if not refused:
        return []
    hint = "`counterpart deliveries list` shows them; correct the addresses, then `counterpart deliveries replay`"
    words = f"{amount(refused, 'mail')} of the last week refused: nobody has the address"
    return [Line(Level.SOON, "mail", words, hint)]
