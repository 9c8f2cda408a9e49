"""Does every text name only what is filled in where it is read? Messages (G001) and all other texts (G002)."""

from __future__ import annotations

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.forms.questions import WORDS
from counterpart.core.findings import Findings
from counterpart.core.texts import holes, units_of

OF_MESSAGES = ("number", "procedure", "state", "due", "link", "sender_member", "recipient_member", "module")
"""What a mail may hold: nothing of the case, nobody's name."""


def messages_hold_nothing_personal(context: Context, findings: Findings) -> None:
    """G001: mails leave the system, so they name only what is in a closed list."""
    known = [*OF_MESSAGES, *sorted(WORDS)]
    for name, message in context.definition.messages.items():
        for key, text in (("subject", message.subject), ("body", message.body)):
            for hole in holes(text):
                if hole.name not in known:
                    said = f"message {name}: may not hold '{{{hole.name}}}'"
                    hint = suggestion(hole.name, known, "messages may hold")
                    context.error(findings, "G001", ("messages", name, key), said, hint)


def texts_name_what_is_filled(context: Context, findings: Findings) -> None:
    """G002: titles, labels, hints and refusals name only what the network profile calls things."""
    for unit in units_of(context.definition):
        if unit.address.startswith("message.") or _is_pattern(unit.address):
            continue
        for hole in holes(unit.text):
            if hole.name not in WORDS:
                message = f"{unit.address}: nobody fills '{{{hole.name}}}' here"
                hint = suggestion(hole.name, sorted(WORDS), "to be filled")
                context.error(findings, "G002", unit.place, message, hint)


def _is_pattern(address: str) -> bool:
    """Return whether a text has placeholders of its own: that of a question, or of a form's placeholder."""
    kind, _, rest = address.partition(".")
    if kind == "question":
        return rest.endswith(".text")
    return kind == "form" and ".placeholder." in rest
