"""The table of rights of domain sheet 2.7 for requests, at the pages: every post and every deed, done or refused.

Each cell is one letter: `x`, it is done; else what the page says (`WORDS`), and nothing was done. `O` is what there is
to see of it without anything personal. Who works for a coordinator is tried as that coordinator takes part: asks, or is
asked, like any other authority.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpart.directory.policy import Post
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.foundation.refs import new_ref
from tests.directory.matrix.doors import other
from tests.directory.matrix.stage import ANSWERING, ASKING, OF_COORDINATOR, WAITING, Stage, built
from tests.directory.test_policy import COLUMNS
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, SUBJECT, stored
from tests.network import Network
from tests.web.door import Changes, Door, Told
from tests.web.filling import fields_of

pytestmark = pytest.mark.slow

SHEET = """
                | basic | handler | allocator | referral h. | LDA | linked | alert h. | dissem. | NIMIC | Commission
list            | O     | x       | x         | O           | O   | O      | O        | O       | O     | u
open            | r     | x       | x         | O           | r   | r      | r        | r       | r     | u
draft           | r     | x       | r         | r           | r   | r      | r        | r       | r     | r
send            | r     | x       | r         | r           | r   | u      | r        | r       | r     | u
accept          | r     | x       | r         | x           | r   | r      | r        | r       | r     | u
refuse          | r     | x       | r         | x           | r   | r      | r        | r       | r     | u
forward         | r     | x       | x         | x           | r   | r      | r        | r       | r     | u
split           | r     | x       | r         | x           | r   | r      | r        | r       | r     | u
allocate        | r     | r       | x         | r           | r   | r      | r        | r       | r     | u
reply           | r     | x       | r         | r           | r   | r      | r        | r       | r     | u
message         | r     | x       | r         | r           | r   | r      | r        | r       | r     | u
note            | r     | x       | x         | x           | r   | r      | r        | r       | r     | u
ask for more    | r     | x       | r         | r           | r   | r      | r        | r       | r     | u
give more       | r     | x       | r         | r           | r   | r      | r        | r       | r     | u
approve         | r     | s       | r         | x           | r   | r      | r        | r       | r     | u
refer           | r     | x       | r         | r           | r   | r      | r        | r       | r     | u
decide referral | r     | s       | r         | x           | r   | r      | r        | r       | r     | u
withdraw        | r     | x       | r         | r           | r   | r      | r        | r       | r     | u
close           | r     | x       | r         | r           | r   | r      | r        | r       | r     | u
"""
ROWS = {
    name.strip(): [cell.strip() for cell in cells]
    for name, *cells in (line.split("|") for line in SHEET.strip("\n").splitlines()[1:])
}
WORDS = {
    "r": "You do not have the right for this. Ask who administers your authority.",
    "O": "You see whose move it is and the dates, not the content.",
    "u": "There is nothing at this address, or it is not for you to see.",
}
"""What is read. `s`: the page is there, and this is not for their authority to do."""
SAID: Changes = {"reason": "So that it is done.", "lang": "en"}

Try = Callable[[Door, Stage, str, Post], str]


@pytest.fixture(scope="module")
def stage(network: Network) -> Stage:
    return built(network)


def who(stage: Stage, door: Door, side: str, post: Post) -> str:
    """Sit somebody with one post at the door."""
    name = f"{side} {post}"
    door.others[name] = stage.people[side, post]
    return name


def read(door: Door, name: str, exchange: Written, told: Told) -> str:
    """What somebody is told who was not let do it."""
    page = door.look(name, exchange)
    for letter in ("u", "r", "O"):
        if WORDS[letter] in page.text:
            return letter
    return "r" if WORDS["r"] in told.text else "s"


def step(upto: str, action: str, fill: Changes, capacity: Capacity = RESPONDER, side: str = ANSWERING) -> Try:
    """A step of one side at its page."""

    def tried(door: Door, stage: Stage, name: str, post: Post) -> str:
        home = stage.home(door.others[name], side)
        asks = {ANSWERING: "answering", ASKING: "asking"}.get(side) if capacity in (REQUESTER, RESPONDER) else None
        exchange = stage.request(upto, **({asks: home} if asks else {}))
        given = dict(fill)
        if action in ("forward", "split"):
            given["choose"] = str(stage.places[side] if home != stage.places[side] else other(stage))
        told = door.do(name, exchange, action, capacity, given)
        return "x" if told.done else read(door, name, exchange, told)

    return tried


def listed(door: Door, stage: Stage, name: str, post: Post) -> str:
    exchange = stage.request("sent")
    work = " ".join(door.open(name, f"work/{whose}").text for whose in ("ours", "others"))
    if exchange.number in work:
        return "x" if SUBJECT["surname"] in work else "O"
    return "O" if door.look(name, exchange).status == 200 else "u"


def opened(door: Door, stage: Stage, name: str, post: Post) -> str:
    exchange = stage.request("sent")
    page = door.look(name, exchange)
    if SUBJECT["surname"] in page.text:
        return "x"
    return "O" if "Question 1" in page.text else read(door, name, exchange, page)


def drafted(door: Door, stage: Stage, name: str, post: Post) -> str:
    given = {"request": str(new_ref(NOW)), "authority": str(stage.places[ANSWERING])}
    answer = door.client(name).post(door.at(name, "new/pq/request"), given)
    return "x" if answer.status_code == 302 else "r" if WORDS["r"] in answer.content.decode() else "?"


def sent(door: Door, stage: Stage, name: str, post: Post) -> str:
    home = stage.home(door.others[name], ASKING)
    exchange = stage.begun(stage.officials[home], stage.places[ANSWERING])
    told = door.do(name, exchange, "send", REQUESTER)
    return "x" if told.done else read(door, name, exchange, told)


def written(kind: str) -> Try:
    def tried(door: Door, stage: Stage, name: str, post: Post) -> str:
        exchange = stage.request("sent", answering=stage.home(door.others[name], ANSWERING))
        where = f"exchanges/{exchange.number}/{kind}"
        told = door.send(name, where, "writing", {"text": "A word.", "lang": "en"})
        return "x" if told.done else read(door, name, exchange, told)

    return tried


def allocated(door: Door, stage: Stage, name: str, post: Post) -> str:
    home = stage.home(door.others[name], ANSWERING)
    exchange = stage.request("sent", answering=home)
    page = door.look(name, exchange, "/handlers")
    if page.status != 200:
        return read(door, name, exchange, page)
    given = fields_of(page.page, "handing") | {"user": [str(stage.officials[home].user_id)]}
    door.client(name).post(door.at(name, f"exchanges/{exchange.number}/handlers"), given)
    return "x" if stored("select 1 from exchanges_allocation") else "?"


REFUSED: Changes = {"f0-ground": "not_competent", **SAID}
MORE: Changes = {"f0-wanted_on": "25 3 2026", **SAID}
TRIES: dict[str, tuple[str, Try]] = {
    "list": (ANSWERING, listed),
    "open": (ANSWERING, opened),
    "draft": (ASKING, drafted),
    "send": (ASKING, sent),
    "accept": (ANSWERING, step("sent", "accept", {})),
    "refuse": (ANSWERING, step("sent", "refuse", REFUSED)),
    "forward": (ANSWERING, step("sent", "forward", {})),
    "split": (ANSWERING, step("sent", "split", {"questions": ["established"]})),
    "allocate": (ANSWERING, allocated),
    "reply": (ANSWERING, step("written", "reply", {})),
    "message": (ANSWERING, written("message")),
    "note": (ANSWERING, written("note")),
    "ask for more": (ASKING, step("answered", "ask_for_more", MORE, REQUESTER, ASKING)),
    "give more": (ANSWERING, step("more_wanted", "accept_more", {})),
    "approve": (WAITING, step("send_approval", "release", {}, OF_COORDINATOR, WAITING)),
    "refer": (ASKING, step("answered", "refer", SAID, REQUESTER, ASKING)),
    "decide referral": (ASKING, step("with_own_coordinator", "find_sufficient", {}, OF_COORDINATOR, ASKING)),
    "withdraw": (ASKING, step("sent", "withdraw", SAID, REQUESTER, ASKING)),
    "close": (ASKING, step("answered", "close", {}, REQUESTER, ASKING)),
}


def test_every_row_is_tried() -> None:
    assert [*TRIES] == [*ROWS]
    assert {len(cells) for cells in ROWS.values()} == {len(COLUMNS)}


@pytest.mark.parametrize("row", ROWS)
def test_every_post_is_let_do_what_the_table_says_and_told_why_not(door: Door, stage: Stage, row: str) -> None:
    side, tried = TRIES[row]
    found = [tried(door, stage, who(stage, door, side, post), post) for post in COLUMNS]
    assert found == ROWS[row]
