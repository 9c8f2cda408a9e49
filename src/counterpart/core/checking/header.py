"""What a module says of itself: languages, acts, lists, codes that can be chosen (B001 to B003, C007)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.forms.patterns import LONGEST_ACT, wrong_with
from counterpart.core.findings import Findings
from counterpart.core.reading.quoting import quoted
from counterpart.core.reading.tree import Address


def languages_are_those_of_the_network(context: Context, findings: Findings) -> None:
    """B001: a language of the module is one of the network (grammar, section 10)."""
    network = context.area.network
    if network is None:
        return
    for index, language in enumerate(context.definition.languages):
        if language not in network.languages:
            message = f"the network '{network.network}' does not speak '{language}'"
            hint = suggestion(language, network.languages, "languages")
            context.warning(findings, "B001", ("languages", index), message, hint)


def nothing_is_listed_twice(context: Context, findings: Findings) -> None:
    """B002: lists of names hold each name once."""
    definition = context.definition
    lists: dict[Address, tuple[str, ...]] = {
        ("languages",): definition.languages,
        ("countries",): definition.countries,
        **{("statistics", name, "by"): each.by for name, each in definition.statistics.items()},
        **{("procedures", name, "questions"): each.questions for name, each in definition.procedures.items()},
        **{("procedures", name, "forms"): each.forms for name, each in definition.procedures.items()},
        **{("retention", index, "only"): rule.only for index, rule in enumerate(definition.retention)},
        **{("retention", index, "procedures"): rule.procedures for index, rule in enumerate(definition.retention)},
    }
    for address, names in lists.items():
        for index, name in enumerate(names):
            if name in names[:index]:
                message = f"'{name}' stands twice under '{address[-1]}'"
                context.warning(findings, "B002", (*address, index), message, "take one out")


def acts_are_named_as_acts(context: Context, findings: Findings) -> None:
    """B003: an act is named by the scheme of the network, so that it can be found (grammar, section 10)."""
    network = context.area.network
    if network is None or not network.legal_references:
        return
    schemes = [re.compile(text) for text in network.legal_references if wrong_with(text, LONGEST_ACT) is None]
    for index, act in enumerate(context.definition.legal_basis):
        address = ("legal_basis", index, "act")
        if schemes and len(act.act) > LONGEST_ACT:
            message = f"{quoted(act.act)} is longer than {LONGEST_ACT} characters"
            context.warning(findings, "B003", address, message, "write its kind and its number, not its title")
        elif schemes and not any(scheme.fullmatch(act.act) for scheme in schemes):
            message = f"{quoted(act.act)} is not named as acts are named in '{network.network}'"
            context.warning(findings, "B003", address, message, "see 'legal_references' of the network profile")


def codes_can_be_chosen(context: Context, findings: Findings) -> None:
    """C007: `valid_from` and `valid_to` are days, and a code does not end before it begins."""
    for name, codes in context.definition.codelists.items():
        for code, entry in codes.items():
            days = {"valid_from": entry.valid_from, "valid_to": entry.valid_to}
            address: Address = ("codelists", name, code)
            wrong = [key for key, text in days.items() if text is not None and _day(text) is None]
            for key in wrong:
                message = f"code '{code}' of '{name}': {key} '{days[key]}' is not a day"
                context.error(findings, "C007", (*address, key), message, "write e.g. 2026-12-31")
            if not wrong and _ends_before_it_begins(days):
                message = f"code '{code}' of '{name}' ends on {entry.valid_to}, before it begins on {entry.valid_from}"
                context.error(findings, "C007", (*address, "valid_to"), message, "exchange the two, or mend one")


def _ends_before_it_begins(days: Mapping[str, str | None]) -> bool:
    first, last = days["valid_from"], days["valid_to"]
    return first is not None and last is not None and last < first


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-31") else None
    except ValueError:
        return None
