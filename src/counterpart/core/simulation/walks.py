"""M030: random walks through every procedure of a module; each must come to an end."""

from __future__ import annotations

from counterpart.core.composing.area import Area
from counterpart.core.deadlines import CountingRule, calendar_of
from counterpart.core.findings import Findings
from counterpart.core.simulation.loops import shortest_trap
from counterpart.core.simulation.walking import MOST_PACES, Walked, Walker
from counterpart.core.workflow import Profile, Rulebook, compile_procedure, profile_of

WALKS = 60
_MOST_MEMBERS = 3
_INVENTED = ("AA", "BB", "CC")
_PLAIN = CountingRule("excluded", "stays", 0, "")


def check_walks(
    area: Area, findings: Findings, *, walks: int = WALKS, seed: int = 1, most_paces: int = MOST_PACES
) -> int:
    """Walk through every procedure of a module that has no errors; return how many walks came to an end.

    When more has happened than `most_paces`, what is left is walked a few times only: the module is very large.
    Reports M030 with the shortest trace of a walk that did not.
    """
    profile = _profile(area)
    ended = 0
    for name in area.definition.procedures:
        rules = compile_procedure(area.definition, name, profile)
        walked = Walker(rules, rules.profile.members).walks(walks, seed, most_paces)
        _tell(area, rules, walked, findings)
        ended += sum(one.ended for one in walked)
        most_paces -= sum(len(one.paces) for one in walked)
    return ended


def _tell(area: Area, rules: Rulebook, walked: list[Walked], findings: Findings) -> None:
    trap = shortest_trap(walked)
    if trap is not None:
        state, astray = trap.state, sum(not one.ended for one in walked)
        address = ("procedures", rules.name, "states", state) if state else ("procedures", rules.name)
        message = f"{rules.name}: {astray} of {len(walked)} random walks do not end: {trap}"
        findings.error("M030", area.at(address), message, "see that somebody, or a date, can lead out of it")


def _profile(area: Area) -> Profile:
    """Return a profile for walking: a few members that take part, or invented ones where there is no network."""
    network = area.network
    if network is None:
        return Profile({}, _PLAIN, calendar_of("nobody", "UTC"), _INVENTED)
    whole = profile_of(network, area.participants)
    return Profile({}, whole.counting, whole.operator, whole.members[:_MOST_MEMBERS] or _INVENTED, whole.groups)
