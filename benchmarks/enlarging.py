"""The pages of a very large exchange, in the process that `large.py` starts with a data folder of its own."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from benchmarks.exchanges import server
from benchmarks.exchanges.network import AREAS, MODULE, PROCEDURE, Place, lay_authorities
from benchmarks.exchanges.people import lay_people
from benchmarks.exchanges.stories import REQUESTER, RESPONDER, SUBJECT, asked, moved
from benchmarks.exchanges.visits import page, session_of
from benchmarks.figures import Figure, written_into
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.talking import attach, message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.clock import SystemClock
from counterpart.foundation.collecting import collect_seldom
from counterpart.foundation.files import FileMeta, FileOwner, store_file
from counterpart.modules.actions.installing import install
from counterpart.modules.examining import trusted_consignment

QUESTIONS, MESSAGES, FILES = 300, 200, 100
MOST = 40.0
"""Milliseconds of CPU that a page may take."""
TIMES = 15
README = Path(__file__).parent / "README.md"
HEAD = ["| page of an exchange with 300 questions, 200 messages, 100 files | CPU ms: Python | kB |", "|---|--:|--:|"]
SET = "questionset: many\ntitle: Very many questions\ntree:\n  - group: all\n    title: All of them\n    items:\n"
QUESTION = """      - q: q{number}
        text: Is {{person}} on page {number} of your register?
        answer: yes_no_unknown
        personal: yes
"""


def main() -> int:
    """Lay, ask and judge."""
    now = SystemClock().now()
    with server.running(), server.superuser() as owner, tempfile.TemporaryDirectory() as folder:
        install_enlarged(Path(folder))
        places = lay_authorities(owner, 40)
        lay_people(owner, places)
        asker = places[0]
        answerer = next(one for one in places if one.member != asker.member)
        large, draft, file = told(asker, answerer, now)
        collect_seldom()
        looked = pages(asker, answerer, (large.number, draft.number), file)
        found = {title: taken(place, address) for title, place, address in looked}
    figures = [Figure(title, milliseconds, MOST, "ms") for title, (milliseconds, _) in found.items()]
    print(*figures, sep="\n")
    table = [*HEAD, *(f"| {title} | {spent:.1f} | {size // 1000} |" for title, (spent, size) in found.items())]
    if "--write" in sys.argv:
        written_into(README, table, "large")
    return 0 if all(one.met for one in figures) else 1


def install_enlarged(folder: Path) -> None:
    """Install the areas that ship; in the one that is measured very much may be asked."""
    copy = folder / MODULE
    shutil.copytree(AREAS / MODULE, copy, ignore=shutil.ignore_patterns("locale", "scenarios"))
    module = copy / "module.yaml"
    module.write_text(module.read_text().replace("languages: [en, pl, de, fr, el, bg]", "languages: [en]"))
    questions = "".join(QUESTION.format(number=number) for number in range(QUESTIONS))
    (copy / "questions" / "many.yaml").write_text(SET + questions)
    procedure = copy / "procedures" / f"{PROCEDURE}.yaml"
    procedure.write_text(procedure.read_text().replace("questions: [", "questions: [many, "))
    operator = Actor(ActorKind.OPERATOR, UUID(int=1))
    install(operator, asked(SystemClock().now()), trusted_consignment(copy, AREAS / "network.yaml"))


def told(asker: Place, answerer: Place, now: dt.datetime) -> tuple[Written, Written, UUID]:
    """Return the large exchange, a draft with as many questions, and a file in the first."""
    asking, answering = asker.actor(), answerer.actor()
    codes = [f"q{number}" for number in range(QUESTIONS)]
    cover = Cover(wanted_on=(now + dt.timedelta(days=20)).date())
    begun = Begun(parties={"responder": [answerer.ref]}, subject=SUBJECT, ask=codes, cover=cover)
    draft, begun_too = (open_exchange(asking, asked(now), MODULE, PROCEDURE, begun) for _ in range(2))
    large = moved(asking, begun_too, "send", REQUESTER, now)
    large = moved(answering, large, "accept", RESPONDER, now)
    answer(answering, asked(now), large.ref, RESPONDER, Answers(dict.fromkeys(codes[1:], "yes")))
    for number in range(MESSAGES):
        at = now - dt.timedelta(minutes=number)
        message(asking, replace(asked(now), at=at), large.ref, REQUESTER, f"Page {number} is missing.")
    owner = FileOwner(large.ref)
    kept = [
        store_file(asking, now, owner, [b"%PDF-1.7"], FileMeta(f"page {number}.pdf", "application/pdf")).ref
        for number in range(FILES)
    ]
    attach(asking, asked(now), large.ref, REQUESTER, kept)
    return large, draft, kept[0]


def pages(asker: Place, answerer: Place, numbers: tuple[str, str], file: UUID) -> list[tuple[str, Place, str]]:
    """Return the pages that are looked at: what they are, whose, and where."""
    large, draft = (f"exchanges/{number}" for number in numbers)
    return [
        ("read", asker, large),
        ("answer", answerer, large),
        ("write", asker, f"{draft}/write"),
        ("check", asker, f"{draft}/check"),
        ("do", asker, f"{large}/do/withdraw"),
        ("do, and choose who", answerer, f"{large}/do/forward"),
        ("message", asker, f"{large}/message"),
        ("history", asker, f"{large}/history"),
        ("the whole history", asker, f"{large}/history?all=yes"),
        ("files", asker, f"{large}/files/{file}"),
        ("report", asker, f"{large}/reports"),
    ]


def taken(place: Place, address: str) -> tuple[float, int]:
    """Return the least CPU (milliseconds) that a page took of several times, and how large it is (bytes)."""
    session_of(place)
    size = len(page(place, address))
    spent = []
    for _ in range(TIMES):
        began = time.process_time()
        page(place, address)
        spent.append(time.process_time() - began)
    return min(spent) * 1000, size


if __name__ == "__main__":
    raise SystemExit(main())
