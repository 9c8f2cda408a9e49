"""Are the limits of the law kept? L003 and L008: they are data of the network profile, and so is what they say."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context
from counterpart.core.checking.law.covered import final_states, mended_rules, periods_of
from counterpart.core.deadlines import may_be_longer, parse_period
from counterpart.core.definitions.network import LegalLimit
from counterpart.core.definitions.records import Retention
from counterpart.core.findings import Findings
from counterpart.core.retention import rules_for

EVERYTHING = "everything"
AT_MOST = "at most "
CLOSURE = "closure"
BEFORE_CLOSURE = frozenset({"publication", "last_activity"})
"""Events that come before the closure: a period that counts from them is over no later than one from the closure."""


def limits_of_the_law_are_kept(context: Context, findings: Findings) -> None:
    """L003, L008: no rule keeps data longer than the network allows; nothing to keep without a profile.

    A rule that names a longer basis is measured by the ceiling for such acts. Data that are erased count as blocked.
    Where a rule counts from another event than the limit, it cannot be seen whether the limit is kept (L008).
    """
    network = context.area.network
    if network is None:
        return
    covered = _kinds_covered(context)
    for index, rule in enumerate(context.definition.retention):
        for limit in network.limits.values():
            if EVERYTHING not in limit.data and not covered[index] & set(limit.data):
                continue
            if not _comparable(limit, rule):
                if rule.longer_basis is None:
                    message = f"counts from '{rule.from_}', the limit from '{limit.from_}': {limit.message}"
                    hint = "name the act that says so in 'longer_basis'"
                    address = ("retention", index, "from")
                    context.warning(findings, "L008", address, f"retention of {rule.data}: {message}", hint)
                continue
            for key in _broken(limit, rule):
                hint = "name the act that allows longer in 'longer_basis'"
                if limit.longer is None or rule.longer_basis is not None:
                    hint = f"see {limit.basis}"
                context.error(findings, "L003", ("retention", index, key), limit.message, hint)


def _kinds_covered(context: Context) -> list[set[str]]:
    """Return for each rule the kinds of data that it covers: `everything` is what no other rule speaks of."""
    rules = mended_rules(context)
    covered = [set() if rule.data == EVERYTHING else {str(rule.data)} for rule in rules]
    place = {id(rule): index for index, rule in enumerate(rules)}
    for name, procedure in context.definition.procedures.items():
        for state in final_states(procedure):
            for kind, applying in rules_for(rules, name, state).items():
                for rule in applying:
                    covered[place[id(rule)]].add(kind)
    return covered


def _comparable(limit: LegalLimit, rule: Retention) -> bool:
    return rule.from_ == limit.from_ or (limit.from_ == CLOSURE and rule.from_ in BEFORE_CLOSURE)


def _broken(limit: LegalLimit, rule: Retention) -> Iterator[str]:
    """Give the key of each period that is, or may be, longer than the limit; `data` where the period is missing."""
    ceiling = limit.longer if rule.longer_basis is not None else None
    said = periods_of(rule)
    for key, most in (("block_after", limit.block_after), ("erase_after", limit.erase_after)):
        allowed = (getattr(ceiling, key) if ceiling is not None else None) or most
        if allowed is None:
            continue
        used = key if key in said else "erase_after"
        if used not in said:
            yield "data"
        elif may_be_longer(parse_period(said[used]), parse_period(allowed.removeprefix(AT_MOST))):
            yield used
