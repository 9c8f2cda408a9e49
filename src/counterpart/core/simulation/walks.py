"""M030: random walks through every procedure of a module; each must come to an end."""

from __future__ import annotations

from counterpart.core.composing.area import Area
from counterpart.core.deadlines import CountingRule, calendar_of
from counterpart.core.findings import Findings
from counterpart.core.simulation.loops import shortest_trap
from counterpart.core.simulation.walking import Walker
from counterpart.core.workflow import Profile, Rulebook, compile_procedure, profile_of

WALKS = 60
_MOST_MEMBERS = 3
_INVENTED = ("AA", "BB", "CC")
_PLAIN = CountingRule("excluded", "stays", 0, "")


def check_walks(area: Area, findings: Findings, *, walks: int = WALKS, seed: int = 1) -> int:
    """Walk through every procedure of a module that has no errors; return how many walks came to an end.

    Reports M030 with the shortest trace of a walk that did not.
    """
    profile = _profile(area)
    ended = 0
    for name in area.definition.procedures:
        ended += _check(area, compile_procedure(area.definition, name, profile), findings, walks, seed)
    return ended


def _check(area: Area, rules: Rulebook, findings: Findings, walks: int, seed: int) -> int:
    walked = Walker(rules, rules.profile.members).walks(walks, seed)
    trap = shortest_trap(walked)
    ended = sum(one.ended for one in walked)
    if trap is not None:
        state = trap.state
        address = ("procedures", rules.name, "states", state) if state else ("procedures", rules.name)
        message = f"{rules.name}: {walks - ended} of {walks} random walks do not end: {trap}"
        findings.error("M030", area.at(address), message, "see that somebody, or a date, can lead out of it")
    return ended


def _profile(area: Area) -> Profile:
    """Return a profile for walking: a few members that take part, or invented ones where there is no network."""
    network = area.network
    if network is None:
        return Profile({}, _PLAIN, calendar_of("nobody", "UTC"), _INVENTED)
    whole = profile_of(network, area.participants)
    return Profile({}, whole.counting, whole.operator, whole.members[:_MOST_MEMBERS] or _INVENTED, whole.groups)
