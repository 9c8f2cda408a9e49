"""Clients of the desk: each plays its stories and asks again, under the same id, until it is answered."""

from __future__ import annotations

import datetime as dt
import enum
import json
import random
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from uuid import UUID, uuid4

from tests.exchanges.stories import NOW, SUBJECT
from tests.network import Network

PATIENCE = 90.0
"""Seconds that a request may stay without an answer: the longest outage of a campaign takes some of them."""

WANTED_WITHIN = dt.timedelta(days=14)
PAUSE = 0.02
THINKS = 0.2
"""Seconds that people think at most."""
SECONDS = 15.0
PARTIES = REQUESTER, RESPONDER = "requester", "responder"
PEOPLE = {REQUESTER: "kowalska", RESPONDER: "taylor"}
STEPS = (
    (REQUESTER, "send", "sent"),
    (RESPONDER, "accept", "accepted"),
    (RESPONDER, "reply", "answered"),
    (REQUESTER, "close", "closed"),
)
ENDS = ("deleted", "draft", "sent", "accepted", "answered", "closed")
"""Where a story may be left for the clock."""


class Phase(enum.Enum):
    """What clients do: begin stories, or only talk about those there are, or nothing while the clock is moved."""

    STORIES = enum.auto()
    TALK = enum.auto()
    REST = enum.auto()


class Left(NamedTuple):
    """In which state a story was left, and at what time all stories of its cycle began."""

    state: str
    began: dt.datetime


@dataclass
class Acknowledged:
    """What the clients were told: by request the exchange of what was done; what was refused; how often they repeated.

    `left` is where each exchange was left, `open` are those that one may talk about, `messages` what was said.
    """

    steps: dict[UUID, UUID] = field(default_factory=dict)
    left: dict[UUID, Left] = field(default_factory=dict)
    open: list[UUID] = field(default_factory=list)
    messages: dict[UUID, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    repeated: int = 0


class Line:
    """A connection to the desk, made again when it breaks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket: socket.socket | None = None
        self._answers: BinaryIO | None = None

    def ask(self, request: bytes) -> dict[str, Any] | None:
        """Return the answer; None when there was none."""
        try:
            if self._socket is None:
                self._socket = socket.socket(socket.AF_UNIX)
                self._socket.settimeout(SECONDS)
                self._socket.connect(str(self._path))
                self._answers = self._socket.makefile("rb")
            self._socket.sendall(request + b"\n")
            answer = self._answers.readline() if self._answers is not None else b""
        except OSError:
            answer = b""
        if not answer.endswith(b"\n"):
            self.close()
            return None
        told: dict[str, Any] = json.loads(answer)
        return told

    def close(self) -> None:
        for end in (self._answers, self._socket):
            if end is not None:
                end.close()
        self._answers = self._socket = None


class Client(threading.Thread):
    """Plays one story after the other, until it is told to stop, and finishes the request that it is at."""

    def __init__(self, network: Network, path: Path, told: Acknowledged, seed: int = 0) -> None:
        super().__init__(daemon=True)
        self.network, self.told, self.line = network, told, Line(path)
        self.dice = random.Random(seed)
        self.stopping, self.resting = threading.Event(), threading.Event()
        self.phase = Phase.REST
        self.began = NOW
        self.answered = 0

    def run(self) -> None:
        while not self.stopping.is_set():
            if self.phase is Phase.STORIES:
                self.story(self.dice.choice(ENDS))
            elif self.phase is Phase.TALK and self.told.open:
                self.talk(self.dice.choice(self.told.open), self.dice.choice(PARTIES))
            else:
                self.resting.set()
                time.sleep(PAUSE)
        self.line.close()

    def story(self, end: str, *, chatty: float = 0.3) -> None:
        """An exchange from its beginning to where it is left; who chats, chats with this probability after a step."""
        responder = str(self.network.authorities["gb_pharmacists"])
        opened = self.ask(REQUESTER, "open", None, responder=responder, subject=SUBJECT, ask=["established"],
                          wanted_on=(self.began.date() + WANTED_WITHIN).isoformat())  # fmt: skip
        ref, state = UUID(opened["ref"]), "draft"
        for party, do, after in STEPS:
            if end in (state, "deleted") or self.stopping.is_set() or self.phase is Phase.REST:
                break
            if after == "answered":
                self.ask(party, "answer", ref, values={"established": "yes", "established_since": "2019-05-01"})
            state = self.ask(party, do, ref).get("state", "")
            for one in PARTIES:
                if self.dice.random() < chatty:
                    self.talk(ref, one)
        if end == "deleted" and self.ask(REQUESTER, "delete_draft", ref):
            state = end
        self.told.left[ref] = Left(state, self.began)
        if state not in ("deleted", "draft", "closed"):
            self.told.open.append(ref)

    def talk(self, ref: UUID, party: str) -> None:
        text = f"{uuid4()}"
        if self.ask(party, "message", ref, text=text):
            self.told.messages.setdefault(ref, []).append(text)

    def ask(self, party: str, do: str, exchange: UUID | None, **more: Any) -> dict[str, Any]:
        """Ask until there is an answer; return what was done, nothing when it was refused."""
        who = PEOPLE[party]
        authority = self.network.authorities[self.network.people[who].authority]
        id_ = uuid4()
        time.sleep(self.dice.uniform(0, THINKS))  # people think
        said = {"id": id_, "user": self.network.users[who], "authority": authority, "party": party, "do": do}
        answer = self._until_answered({**said, "exchange": exchange, **more})
        self.answered += 1
        self.resting.clear()
        if "ref" in answer:
            self.told.steps[id_] = UUID(answer["ref"])
            return answer
        self.told.refused.append(f"{do}: {answer}")
        return {}

    def _until_answered(self, said: dict[str, Any]) -> dict[str, Any]:
        request = json.dumps(said, default=str).encode()
        limit = time.monotonic() + PATIENCE
        while True:
            answer = self.line.ask(request)
            if answer is not None and "away" not in answer:
                return answer
            if time.monotonic() > limit:
                return {"broken": "no answer for too long"}
            self.told.repeated += 1
            time.sleep(PAUSE)  # the desk, or its database, is being brought up again
