"""What an exchange is about, in one line of the reader's language."""

from __future__ import annotations

from counterpart.core.definitions.forms import fields_by_name
from counterpart.core.texts import Speaker
from counterpart.exchanges.queries.views import Label
from counterpart.modules.pins import Pinned


def about(pin: Pinned, said: Speaker, label: Label) -> str:
    """Return the values of a label as the reader reads them: "Brennan, pharmacist"; nothing for an empty one."""
    form = pin.rules.procedure.subject
    fields = fields_by_name(pin.rules.module.forms[form]) if form else {}
    return ", ".join(said.value(fields[name].field, value) if name in fields else value for name, value in label)
