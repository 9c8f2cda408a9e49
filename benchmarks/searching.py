"""The searches over HTTP, in the process that `search.py` starts with a data folder of its own."""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote, urlencode

import orjson

from benchmarks.exchanges import server
from benchmarks.figures import Figure, written_into
from benchmarks.searches import Target, searches
from counterpart.directory.actions.laying import lay_network
from counterpart.directory.search.competences import codes
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.operations.demonstration.growing import scaled
from counterpart.operations.demonstration.laying import SEED, install_areas, laid, plan_of_demonstration
from counterpart.operations.demonstration.people import PASSWORD, sign_ins
from counterpart.operations.operator import asked_now, operator
from counterpart.operations.serving.web import server_command

AUTHORITIES = 13_000
LANGUAGES = frozenset(
    "bg cs da de el en es et fi fr ga hr hu is it lt lv mt nb nl pl pt ro sk sl sv".split()  # noqa: SIM905
)
"""The 24 of the Union, Icelandic and Norwegian."""
SEARCHES = 2_000
SEED_OF_SEARCHES = 7
WARM = 50
MOST = 20.0
"""Milliseconds that 95 of 100 pages may take."""
READY = 30.0
README = Path(__file__).parent / "README.md"
HEAD = [
    "| page | median, ms | 95 of 100, ms | page without a search, ms | ratio of the medians |",
    "|---|--:|--:|--:|--:|",
]
EACH = 1_000
"""So many authorities stand for each language; of those with fewer some stand several times."""
FOUND, MOVED = 200, 302
TARGETS = "select id, ref, names, city from directory_authority where state = 1 order by id"
COMPETENCES = "select authority_id, module, list, code from directory_competence order by 1, 2, 3, 4"


def main() -> int:
    """Lay, ask and judge."""
    with server.running():
        email = lay()
        texts = [one.text for one in searches(targets(), SEARCHES + WARM, SEED_OF_SEARCHES)]
        with serving() as port:
            visitor = Visitor(port)
            visitor.sign_in(email)
            found = visitor.timed([f"authorities?q={quote(text)}" for text in texts])[WARM:]
            plain = visitor.timed(["authorities"] * (WARM + len(texts) // 10))[WARM:]
    p95, bare = statistics.quantiles(found, n=20)[-1], statistics.median(plain)
    figure = Figure("page of a search, 95 of 100", p95, MOST, "ms")
    print(figure)
    middle = statistics.median(found)
    table = [*HEAD, f"| page of a search | {middle:.1f} | {p95:.1f} | {bare:.1f} | {middle / bare:.1f} |"]
    print("\n".join(table))
    if "--write" in sys.argv:
        written_into(README, table, "search")
    return 0 if figure.met else 1


def lay() -> str:
    """Lay the network, and return the address of somebody who can sign in."""
    install_areas(print)
    plan, users = plan_of_demonstration()
    began = time.perf_counter()
    lay_network(operator(), asked_now(), list(laid(list(scaled(plan, AUTHORITIES, SEED)), users)))
    print(f"{AUTHORITIES:,} authorities laid in {time.perf_counter() - began:.0f} s")
    return next(iter(sign_ins(plan, users))).email


def targets() -> list[Target]:
    """Return whom people look for: of each language in which authorities have names as many as of the others."""
    with as_actor([], read_only=True):
        known = codes()
        competent = defaultdict(list)
        for authority, module, name, code in rows(COMPETENCES):
            competent[authority].append(known.titles[module, name, code])
        found = rows(TARGETS)
    named: defaultdict[str, list[Target]] = defaultdict(list)
    for number, ref, names, city in found:
        for language, name in orjson.loads(names).items():
            if language in LANGUAGES:
                named[language].append(Target(ref, name, city, competent[number]))
    if missing := LANGUAGES - named.keys():
        raise RuntimeError(f"nobody has a name in {sorted(missing)}")
    return [one for language in sorted(named) for one in islice(cycle(named[language]), EACH)]


@contextmanager
def serving() -> Iterator[int]:
    """Serve the pages, and say on which port."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    process = subprocess.Popen(server_command("127.0.0.1", port))
    try:
        until = time.monotonic() + READY
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)  # a server that starts can only be asked again
        yield port
    finally:
        process.terminate()
        process.wait()


class Visitor:
    """A client with a session: one connection, one request after the other."""

    def __init__(self, port: int) -> None:
        """Connect."""
        self._connection = HTTPConnection("127.0.0.1", port)
        self._cookies: dict[str, str] = {}
        self._here = ""

    def sign_in(self, email: str) -> None:
        """Sign in, and go where the first page leads."""
        _, page, _ = self._ask("GET", "/sign-in")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"email": email, "password": PASSWORD, "csrfmiddlewaretoken": token.group(1) if token else ""}
        status, _, to = self._ask("POST", "/sign-in", urlencode(form))
        while status == MOVED:
            here = re.search(r"/for/\d+/", to)
            self._here = here.group(0) if here else self._here
            status, _, to = self._ask("GET", to)
        if not self._here:
            raise RuntimeError(f"{email} could not sign in: {status}")

    def timed(self, pages: Sequence[str]) -> list[float]:
        """Ask for pages one after the other, and return the milliseconds that each took."""
        took = []
        for page in pages:
            began = time.perf_counter()
            status, _, _ = self._ask("GET", self._here + page)
            took.append((time.perf_counter() - began) * 1000)
            if status != FOUND:
                raise RuntimeError(f"{page}: {status}")
        return took

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body or None, said)
        answer = self._connection.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return answer.status, page, answer.getheader("Location") or ""


if __name__ == "__main__":
    raise SystemExit(main())
