"""Why modules cannot be installed or retired: a sentence and what to do about it, by the code of the error."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.core.errors import CounterpartError
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import Words, say_trouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import FOUND

WORDS: Mapping[str, Words] = {
    "already_retired": Words("{module} is retired already", "a newer version that is installed is open again"),
    "module_changed_in_store": Words(
        "{module} {version} was changed in the database: its digest no longer fits",
        "restore the last backup; nothing can be installed over what is not known",
    ),
    "module_other_network": Words(
        "{module} was composed with another network profile than that of '{network}' which is installed",
        "install the profile, too (--network), or put the module beside the profile that is installed",
    ),
    "module_unknown": Words("no module '{module}' is installed", "{hint}"),
    "module_version": Words(
        "{module} {version} cannot follow {before}, which somebody installed meanwhile", "write {least} or later"
    ),
    "network_missing": Words("no network profile is installed", "name one: --network areas/network.yaml"),
    "network_other": Words(
        "this installation is the network '{installed}', and the profile is of '{network}'",
        "one installation is one network: use another data folder",
    ),
    "network_shrinks": Words(
        "the profile no longer has the {what} {names}",
        "nobody is taken away, exchanges of their time name them: write 'until' in their membership",
    ),
}


class _Known(dict[str, object]):
    """Parameters, with a dash for what an error does not say."""

    def __missing__(self, key: str) -> str:
        return "-"


def say_why(error: CounterpartError, terminal: Terminal) -> int:
    """Say why it cannot be done and return the exit code. Raises the error itself when it has no words here."""
    if isinstance(error, DatabaseTrouble):
        return say_trouble(error, terminal)
    words = WORDS.get(error.code)
    if words is None:
        raise error
    parameters = _Known(error.parameters)
    terminal.tell(f"error: {words.sentence.format_map(parameters)}")
    hint = words.hint.format_map(parameters)
    if hint:
        terminal.tell(f"    -> {hint}")
    return FOUND
