"""Who gets which answer at which address: a line for every page of the web, and none is served without one.

Everything here is about the story of `story.py`. Who takes no part gets `third`, at every address that names an
exchange the same as for a number that was never given. Who only sees the overview gets `bare`: no value, no text, no
file. Somebody who has not signed in gets the page to sign in, unless the gate is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpart.web.gates import GATES, Gate

Status = tuple[int, ...]

OK: Status = (200,)
LED_ON: Status = (302,)
"""To where the page is that is meant, or to the page to sign in."""
REFUSED: Status = (403,)
NONE: Status = (404,)
"""As if there were nothing."""
NO_SUCH_WAY: Status = (405,)
"""It only takes forms, or only shows itself."""
OWN_AFFAIR: Status = (*LED_ON, *REFUSED)
"""A draft of one's own is begun, by whoever may."""

THIRD = ("ioannou", "stoyanova", "zielinska", "roth")
"""A third authority: of another member in the same area, in another area, of the same member, of a fourth member."""
COLLEAGUES = ("nowak", "kaczmarek")
"""Colleagues of the one who asked: without any right, and with one that is not for exchanges."""
WATCHING = ("wojcik", "sikora", "walker")
"""The national coordinator of who asked and a linked authority; the other side's national coordinator."""
IDLE = ("clarke", "dabrowska")
"""Take part as coordinators of both sides, and have nothing to decide: of data about people they see none."""
BARE = COLLEAGUES + WATCHING


@dataclass(frozen=True)
class Ways:
    """What is answered: when a page is asked for, and when a form is sent to it."""

    get: Status
    post: Status


@dataclass(frozen=True)
class Entry:
    """One page: its gate, and what those get who have not signed in, take no part, or only see the overview.

    `named`: its address names an exchange. `exempt`: why forms are taken without the sign against forged ones; nothing
    where they are not.
    """

    gate: Gate
    nobody: Ways
    third: Ways
    bare: Ways
    named: bool = False
    exempt: str = ""


SIGN_IN = Ways(LED_ON, LED_ON)


def open_to_all(get: Status, post: Status, exempt: str = "") -> Entry:
    """A page without anything of an exchange on it, for anybody."""
    ways = Ways(get, post)
    return Entry(Gate.OPEN, ways, ways, ways, exempt=exempt)


def of_the_reader(get: Status = OK, post: Status = OK, gate: Gate = Gate.ACTING) -> Entry:
    """A page about the reader and their own authority, or the directory."""
    ways = Ways(get, post)
    return Entry(gate, SIGN_IN, ways, ways)


def in_their_care() -> Entry:
    """A page of an authority, for those who belong to it and the coordinators who look after it: some see overviews.

    What a form of an exchange sends there means nothing to it.
    """
    bare = Ways((*OK, *REFUSED, *NONE), (*OK, *REFUSED, *NONE, 422, 302))
    return Entry(Gate.ACTING, SIGN_IN, Ways(REFUSED, REFUSED), bare)


def of_an_exchange(get: Status, post: Status, *, opened: bool = True) -> Entry:
    """A page about an exchange; `get` and `post` are for who sees its overview. Not `opened`: it only takes forms."""
    third = Ways(NONE if opened else NO_SUCH_WAY, NONE)
    return Entry(Gate.ACTING, SIGN_IN, third, Ways(get if opened else NO_SUCH_WAY, post), named=True)


def of_coordinators(get: Status = OK, post: Status = NO_SUCH_WAY) -> Entry:
    """A page of the coordinator's desk: of those who take no part, or see the overview only, some are coordinators."""
    third = Ways(REFUSED if get != NO_SUCH_WAY else NO_SUCH_WAY, REFUSED if post != NO_SUCH_WAY else NO_SUCH_WAY)
    return Entry(Gate.ACTING, SIGN_IN, third, Ways((*third.get, *get), (*third.post, *post)))


POLICY: Mapping[str, Entry] = {
    "home": of_the_reader(LED_ON, LED_ON, Gate.SIGNED_IN),
    "static": open_to_all(OK, OK),
    "sign_in": Entry(Gate.OPEN, Ways(OK, REFUSED), SIGN_IN, SIGN_IN),
    "join": open_to_all(OK, (*NONE, *REFUSED)),
    "join_sent": open_to_all(OK, NO_SUCH_WAY),
    "join_with": open_to_all((*NONE, *REFUSED), (*NONE, *REFUSED)),
    "forgotten": open_to_all(OK, (422,)),
    "choose_password": open_to_all(NONE, NONE),
    "sign_out": open_to_all(NO_SUCH_WAY, LED_ON),
    "language": open_to_all(NO_SUCH_WAY, LED_ON),
    "health": open_to_all(OK, OK),
    "stop_mails": open_to_all(OK, NONE, exempt="mail programs send the button themselves; the token is the proof"),
    "open_data_overview": open_to_all(OK, NO_SUCH_WAY),
    "open_data": open_to_all(NONE, NO_SUCH_WAY),
    "help": of_the_reader(),
    "repositories": of_the_reader(OK, NO_SUCH_WAY),
    "repository": of_the_reader(NONE, NO_SUCH_WAY),
    "entry": Entry(Gate.ACTING, SIGN_IN, Ways(NONE, NO_SUCH_WAY), Ways(NONE, NO_SUCH_WAY), named=True),
    "look_up": of_the_reader(NONE, NONE),
    "entries_import": of_the_reader(NONE, NONE),
    "entries_import_state": of_the_reader(NONE, NO_SUCH_WAY),
    "my_work": of_the_reader(),
    "work_list": of_the_reader(),
    "search": of_the_reader(OK, LED_ON),
    "search_list": of_the_reader(OK, NO_SUCH_WAY),
    "search_save": of_the_reader(NO_SUCH_WAY, (422,)),
    "search_kept": of_the_reader(NONE, NO_SUCH_WAY),
    "search_kept_list": of_the_reader(NONE, NO_SUCH_WAY),
    "search_remove": of_the_reader(NO_SUCH_WAY, NONE),
    "notices": of_the_reader(OK, LED_ON),
    "new": of_the_reader(),
    "begin": of_the_reader(NO_SUCH_WAY, OWN_AFFAIR),
    "ask": of_the_reader(NONE, NONE),
    "find_authority": of_the_reader(),
    "authority": of_the_reader(),
    "our_authority": of_the_reader(),
    **dict.fromkeys(
        (
            "authority_care",
            "authority_data",
            "authority_competences",
            "authority_access",
            "authority_coordinators",
            "authority_coordinator",
            "authority_switches",
            "authority_ending",
            "authority_people",
            "authority_enter",
            "authority_person",
            "authority_leaves",
        ),
        in_their_care(),
    ),
    "desk": of_coordinators(),
    "desk_late": of_coordinators(OK, (*LED_ON, 409, *NONE)),
    "desk_remind": of_coordinators(NO_SUCH_WAY, (*NONE, 409)),
    "desk_care": of_coordinators(OK, (*LED_ON, 400, 409)),
    "desk_authorities": of_coordinators(),
    "desk_gaps": of_coordinators(),
    "invite": of_coordinators(OK, (422,)),
    "invitations": of_coordinators(OK, (400,)),
    "register": of_coordinators(OK, (200, 422)),
    "decide": of_coordinators((*LED_ON, *NONE), (*LED_ON, *NONE)),
    "import": of_coordinators(OK, (422,)),
    "import_state": of_coordinators(NONE, NONE),
    "export": of_coordinators(),
    "exchange": of_an_exchange(OK, OK),
    "do": of_an_exchange(NONE, NONE),
    "write": of_an_exchange(LED_ON, LED_ON),
    "check": of_an_exchange(LED_ON, LED_ON),
    "autosave": of_an_exchange(NO_SUCH_WAY, NONE, opened=False),
    "answer": of_an_exchange(NO_SUCH_WAY, LED_ON, opened=False),
    "keep": of_an_exchange(NO_SUCH_WAY, NONE, opened=False),
    "file": of_an_exchange(NONE, NONE),
    "message": of_an_exchange(NONE, NONE),
    "note": of_an_exchange(NONE, NONE),
    "history": of_an_exchange(OK, OK),
    "versions": of_an_exchange(NONE, NONE),
    "file_history": of_an_exchange(OK, OK),
    "participants": of_an_exchange(OK, OK),
    "procedure": of_an_exchange(OK, OK),
    "reports": of_an_exchange(OK, OK),
    "report": of_an_exchange(OK, OK),
    "document": of_an_exchange(NONE, NONE),
    "allocate": of_an_exchange(NONE, NONE),
    "copy": of_an_exchange(NONE, NONE),
    "link": of_an_exchange(NONE, NONE),
    "compare": of_an_exchange(NONE, NONE),
}


def left_out(served: Iterable[str | None], policy: Mapping[str, Entry] = POLICY) -> list[str]:
    """Return what is wrong with the pages that are served: without a line here, or behind another gate or none."""
    found = []
    for name in served:
        entry = policy.get(name or "")
        if entry is None:
            found.append(f"{name}: no entry in the policy")
        elif GATES.get(name or "") is not entry.gate:
            found.append(f"{name}: its gate is {GATES.get(name or '')}, and should be {entry.gate}")
    return found
