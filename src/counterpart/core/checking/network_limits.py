"""Do the limits of the law agree with one another, and can the patterns of references be used? N007 and N009."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import suggestion
from counterpart.core.checking.forms.patterns import LONGEST_ACT, wrong_with
from counterpart.core.deadlines import Period, may_be_longer, parse_period
from counterpart.core.definitions.network import LegalLimit, Longer, NetworkDefinition
from counterpart.core.reading.quoting import quoted
from counterpart.core.reading.tree import Address
from counterpart.core.retention.terms import NAMED_EVENTS

AT_MOST = "at most "
KEYS = ("block_after", "erase_after")

Wrong = tuple[str, Address, str, str]


def wrong_limits(network: NetworkDefinition) -> Iterator[Wrong]:
    """Give the limits that say nothing, contradict themselves, or count from no event."""
    for name, limit in network.limits.items():
        here: Address = ("limits", name)
        if limit.block_after is None and limit.erase_after is None:
            yield "N007", here, f"limit {name}: limits nothing", "write 'block_after' or 'erase_after'"
        if limit.from_ not in NAMED_EVENTS:
            message = f"limit {name}: '{limit.from_}' is no event"
            yield "N007", (*here, "from"), message, suggestion(limit.from_, NAMED_EVENTS, "events")
        yield from _order(name, limit, here)
        if limit.longer is not None:
            yield from _order(name, limit.longer, (*here, "longer"))
            yield from _shorter(name, limit, here)


def _order(name: str, limit: LegalLimit | Longer, address: Address) -> Iterator[Wrong]:
    """Give a limit by which data might be erased before they are blocked."""
    if limit.block_after is None or limit.erase_after is None:
        return
    if may_be_longer(_period(limit.block_after), _period(limit.erase_after)):
        message = f"limit {name}: blocked {limit.block_after}, but erased {limit.erase_after}"
        yield "N007", (*address, "block_after"), message, "exchange the two, or mend one"


def _shorter(name: str, limit: LegalLimit, address: Address) -> Iterator[Wrong]:
    """Give a ceiling for longer terms that is no longer than the ordinary limit, or has no ordinary limit."""
    for key in KEYS:
        usual, longer = getattr(limit, key), getattr(limit.longer, key)
        if longer is None:
            continue
        if usual is None:
            message = f"limit {name}: allows longer than nothing for '{key}'"
            yield "N007", (*address, "longer", key), message, f"write '{key}' of the limit itself, too"
        elif not may_be_longer(_period(longer), _period(usual)):
            message = f"limit {name}: '{longer}' is no longer than '{usual}'"
            yield "N007", (*address, "longer", key), message, "the ceiling for special acts is the longer one"


def _period(text: str) -> Period:
    return parse_period(text.removeprefix(AT_MOST))


def wrong_references(network: NetworkDefinition) -> Iterator[Wrong]:
    """Give the patterns of legal references that cannot be used, or would take too long."""
    for index, pattern in enumerate(network.legal_references):
        wrong = wrong_with(pattern, LONGEST_ACT)
        if wrong is not None:
            yield "N009", ("legal_references", index), f"the pattern {quoted(pattern)} {wrong[0]}", wrong[1]
