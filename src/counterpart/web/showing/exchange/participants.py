"""What each party sees of an exchange and by which rule, as the definition says it (`core.visibility`).

The rule is not told a second time: the function that decides what leaves the server is asked, state by state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpart.core.definitions.forms import placed_fields
from counterpart.core.visibility import Viewer, may_open, sees_kinds, visible_answers, visible_fields
from counterpart.core.visibility.seeing import FILES
from counterpart.core.workflow import MAIN, Rulebook
from counterpart.exchanges.queries.files import KINDS as OF_FILES
from counterpart.exchanges.queries.files import TEXTS as OF_TEXTS
from counterpart.foundation.words import Words
from counterpart.modules.memory import Kept, edition
from counterpart.web.showing.exchange.scene import Named, Scene

ANSWERS, PEOPLE, DOCUMENTS, MESSAGES, OTHER = "answers", "people", "documents", "messages", "other"
KINDS = (ANSWERS, PEOPLE, DOCUMENTS, MESSAGES, OTHER)
PEOPLE_OR_WORDS = frozenset({PEOPLE, DOCUMENTS, MESSAGES})
"""Who sees nothing of these sees nothing about anybody."""
MOST_NAMED = 3

_Reach = dict[str, tuple[frozenset[str], frozenset[str]]]
"""By kind of data the states in which some of it, and all of it, is seen."""


@dataclass(frozen=True, slots=True)
class SeesShown:
    """What a party sees now, in a sentence, and its rules: kinds of data, each with when it is seen.

    `restricted` says that it sees less than everything.
    """

    now: str
    rules: tuple[tuple[str, str], ...]
    restricted: bool


@dataclass(frozen=True, slots=True)
class OverseersShown:
    """Those who see that the exchange exists, and nothing of what is in it; `more` are not named."""

    seats: tuple[Named, ...]
    more: int


_SAID: Kept[tuple[int, str, int, str, str, str], SeesShown] = Kept(4_096)


def sees_shown(scene: Scene, party: str) -> SeesShown:
    """Return what a party sees in the present state, and by which rules: it hangs on no exchange."""
    pin, page = scene.page.pin, scene.page
    key = (pin.procedure_id, pin.structure_digest, edition(), scene.language, page.state, party)
    return _SAID.get(key) or _SAID.keep(key, _sees(scene, party))


def _sees(scene: Scene, party: str) -> SeesShown:
    rules, state = scene.page.pin.rules, scene.page.state
    opens, reach = _of(scene, party)
    kinds = [kind for kind in KINDS if kind in reach]
    titles = _titles(scene.words)
    if state not in opens:
        now = scene.words.gettext("Sees nothing of it in this state.")
    else:
        whole = [kind for kind in kinds if state in reach[kind][1]]
        some = not PEOPLE_OR_WORDS.isdisjoint(kind for kind in kinds if state in reach[kind][0])
        now = _now(scene, [titles[one] for one in whole], [titles[one] for one in kinds if one not in whole], some=some)
    told = [(scene.words.gettext("Opens the exchange"), _when(scene, rules, opens, opens, rules.main.states))]
    told += [(titles[kind], _when(scene, rules, *reach[kind], opens)) for kind in kinds]
    restricted = state not in opens or any(state not in reach[kind][1] for kind in kinds)
    return SeesShown(now, tuple(told), restricted)


def overseers_shown(scene: Scene) -> OverseersShown | None:
    """Return who oversees an authority in it, None where nobody does, or nobody knows of the exchange yet."""
    found = scene.page.overseers
    if not found or scene.page.private:
        return None
    named = tuple(scene.authority_named(one, one.member) for one in found[:MOST_NAMED])
    return OverseersShown(named, len(found) - len(named))


def _titles(words: Words) -> dict[str, str]:
    return {
        ANSWERS: words.gettext("Questions, answers"),
        PEOPLE: words.gettext("Data about people"),
        DOCUMENTS: words.gettext("Documents"),
        MESSAGES: words.gettext("Messages"),
        OTHER: words.gettext("Everything else"),
    }


def _now(scene: Scene, seen: list[str], hidden: list[str], *, some: bool) -> str:
    """Return what is seen now: all, some kinds of data wholly, or (without `some`) nothing about people."""
    words = scene.words
    if not hidden:
        return words.gettext("May read everything.")
    if not some:
        return words.gettext("Sees dates and states, no personal data.")
    if not seen:
        return words.gettext("Does not see all of: %(kinds)s.", kinds=", ".join(hidden))
    values = {"seen": ", ".join(seen), "hidden": ", ".join(hidden)}
    return words.gettext("May read: %(seen)s. Not, or not all of: %(hidden)s.", **values)


def _when(scene: Scene, rules: Rulebook, some: Iterable[str], whole: Iterable[str], opens: Iterable[str]) -> str:
    """Return when something is seen, of the states in which the party can open the exchange."""
    words, partly, wholly, possible = scene.words, set(some), set(whole), set(opens)
    if not partly:
        return words.gettext("Never")
    if wholly >= possible:
        return (
            words.gettext("Always") if possible >= rules.main.states.keys() else words.gettext("Whenever it opens it")
        )
    listed = _listed(scene, rules, wholly or partly)
    if not wholly:
        return words.gettext("Only some of it. %(states)s", states=listed)
    return words.gettext("%(states)s; in others some of it", states=listed) if partly > wholly else listed


def _listed(scene: Scene, rules: Rulebook, states: set[str]) -> str:
    """Return states by their titles, the first few: those in which something may still happen first."""
    known = [name for name in rules.main.states if name in states]
    known = [name for name in known if not rules.main.states[name].final] or known
    named = [scene.words.quoted(scene.state(MAIN, name)) for name in known]
    more, listed = len(named) - MOST_NAMED, ", ".join(named[:MOST_NAMED])
    if more > 0:
        return scene.words.ngettext(
            "In: %(states)s and %(num)s more state", "In: %(states)s and %(num)s more states", more, states=listed
        )
    return scene.words.gettext("In: %(states)s", states=listed)


_REACH: Kept[tuple[int, str, str], tuple[frozenset[str], _Reach]] = Kept(1_024)


def _of(scene: Scene, party: str) -> tuple[frozenset[str], _Reach]:
    """Return the states in which a party opens the exchange, and what it sees in which: it hangs on no exchange."""
    pin = scene.page.pin
    key = (pin.procedure_id, pin.structure_digest, party)
    found = _REACH.get(key)
    return found if found is not None else _REACH.keep(key, _reached(pin.rules, party))


def _reached(rules: Rulebook, party: str) -> tuple[frozenset[str], _Reach]:
    """Look state by state, with every row that the party may have in one of its states."""
    rows = {name: frozenset(track.states) for name, track in rules.tracks.items() if party in track.owners}
    viewers = {name: Viewer(frozenset({party}), name, rows) for name in rules.main.states}
    opens = frozenset(name for name, viewer in viewers.items() if may_open(rules.procedure, viewer))
    some: dict[str, set[str]] = {}
    whole: dict[str, set[str]] = {}
    for name in opens:
        for kind, part, everything in _seen(rules, viewers[name]):
            some.setdefault(kind, set())
            whole.setdefault(kind, set())
            if part:
                some[kind].add(name)
            if everything:
                whole[kind].add(name)
    return opens, {kind: (frozenset(some[kind]), frozenset(whole[kind])) for kind in some}


def _seen(rules: Rulebook, viewer: Viewer) -> Iterator[tuple[str, bool, bool]]:
    """Yield the kinds of data that there are, and whether some and all of each is seen by who wrote nothing of it."""
    form = rules.procedure.subject
    fields = placed_fields(rules.module.forms[form]) if form else []
    seen = visible_fields(rules.module, rules.procedure, form, viewer) if form else frozenset[str]()
    files = {one.name for one in fields if one.field.type in FILES}
    people = {one.name for one in fields if one.field.personal not in (None, "no")} - files
    if rules.questions:
        # Who has a part sees the questions of that part, and not those of another one.
        apart = any(viewer.parties <= set(track.owners) for track in rules.tracks.values())
        every = visible_answers(rules.module, rules.procedure, viewer) >= rules.questions.keys()
        yield ANSWERS, True, every and not apart
    if people:
        yield PEOPLE, bool(people & seen), people <= seen
    attached = sees_kinds(rules.procedure, OF_FILES, viewer)
    yield DOCUMENTS, attached or bool(files & seen), attached and files <= seen
    texts = sees_kinds(rules.procedure, OF_TEXTS, viewer)
    yield MESSAGES, texts, texts
    other = {one.name for one in fields} - people - files
    if other:
        yield OTHER, bool(other & seen), other <= seen
