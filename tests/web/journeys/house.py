"""Everything that runs when Counterpart runs: web server, worker, mail server, and a clock that only goes forward."""

from __future__ import annotations

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import IO, TypeVar
from urllib.error import URLError
from urllib.request import urlopen

from aiosmtpd.controller import Controller

from counterpart.core.deadlines import public_holidays
from counterpart.foundation.clock import set_clock_file
from counterpart.operations.serving.web import server_command
from tests.cast import email_of
from tests.exchanges.stories import NOW
from tests.named import named_in
from tests.network import Network
from tests.notices.post import SENDER, Post, as_people_read, subject_of, text_of

ROOT = Path(__file__).parents[3]
PATIENCE = 45.0
"""Seconds that something may take which is known to happen: a process that starts, a mail that is on its way."""

MANY_A_TIME = 0.05
Found = TypeVar("Found")
WORKER = (sys.executable, "-m", "counterpart.operations.command_line", "worker")


def waited_for(look: Callable[[], Found], what: str) -> Found:
    """Look again and again until there is something. Raises AssertionError when there never is."""
    until = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < until, f"never came: {what}"
        time.sleep(MANY_A_TIME)
    return found


REQUEST_IN = {
    "en": "Request about a professional",
    "pl": "Wniosek dotyczący osoby wykonującej zawód",
    "el": "Αίτημα σχετικά με επαγγελματία",
    "bg": "Искане относно специалист",
    "fr": "Demande concernant un professionnel",
    "de": "Anfrage zu einer berufsangehörigen Person",
}


def fits(mail: EmailMessage, language: str, personal: Sequence[str]) -> None:
    """A mail is in the language of its reader, and holds nothing about the person."""
    read = as_people_read(mail)
    assert mail["Content-Language"] == language
    assert REQUEST_IN[language] in " ".join(text_of(mail).split())
    assert named_in(read, personal) == []


@dataclass
class House:
    """What runs, and where; `server` is taken down and put up again by stories in which it goes away."""

    people: Network
    folder: Path
    port: int
    post: Post
    environment: dict[str, str]
    now: dt.datetime = NOW
    server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def own(self, who: str, page: str) -> str:
        """The address of a page for the authority of somebody of the cast."""
        return f"{self.address}/for/{self.people.actor(who).authority_id}/{page}"

    def later(self, **period: float) -> dt.datetime:
        """Move the clock of all processes forward."""
        self.now += dt.timedelta(**period)
        set_clock_file(self.folder / "clock", at=self.now)
        return self.now

    def on_a_monday(self, *members: str, weeks: int = 2) -> dt.datetime:
        """Move the clock to nine o'clock of the next Monday that begins so many weeks without a holiday of the members.

        Stories begin whenever those before them have ended, and a term that ends on a holiday ends a day later.
        """
        ahead = self.now.replace(hour=9, minute=0) + dt.timedelta(days=7 - self.now.weekday())
        while any(_has_holidays(member, ahead.date(), weeks) for member in members):
            ahead += dt.timedelta(weeks=1)
        return self.later(seconds=(ahead - self.now).total_seconds())

    def mails_to(self, who: str) -> list[EmailMessage]:
        """The mails that somebody of the cast got so far."""
        return self.post.to(email_of(who, self.people.people[who]).partition("@")[0])

    def mail_about(self, who: str, number: str, *, besides: int = 0) -> EmailMessage:
        """The mail that somebody gets about an exchange, waited for; `besides` are those that came before."""

        def about() -> list[EmailMessage]:
            return [one for one in self.mails_to(who) if number in text_of(one) or number in subject_of(one)]

        return waited_for(lambda: about()[besides : besides + 1], f"a mail to {who} about {number}")[0]

    def serve(self) -> None:
        """Put the web server up."""
        with (self.folder / "web.log").open("ab") as log:
            command = server_command("127.0.0.1", self.port)
            self.server = _begun(command, self.environment, log)
        waited_for(self._answers, "an answer of the web server")

    def stop_serving(self, *, kill: bool = False) -> None:
        """Take the web server down; killed it does not finish what it is doing."""
        if self.server is not None:
            _ended(self.server, kill=kill)

    def _answers(self) -> bool:
        assert self.server is not None
        assert self.server.poll() is None, (self.folder / "web.log").read_text(errors="replace")[-3000:]
        with suppress(URLError, OSError), urlopen(f"{self.address}/sign-in", timeout=5):
            return True
        return False


@contextmanager
def running_house(people: Network, folder: Path) -> Iterator[House]:
    """Run all of it on the database of this process until the block ends."""
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=_free_port())
    controller.start()
    set_clock_file(folder / "clock", at=NOW)
    port = _free_port()
    house = House(people, folder, port, post, _environment(folder, port, controller.port))
    worker = None
    try:
        with (folder / "worker.log").open("wb") as log:
            worker = _begun(WORKER, house.environment, log)
        house.serve()
        yield house
    finally:
        house.stop_serving()
        if worker is not None:
            _ended(worker)
        controller.stop()


def _has_holidays(member: str, since: dt.date, weeks: int) -> bool:
    """Tell whether a member has a public holiday in so many weeks; it is called there as in the library of holidays."""
    until = since + dt.timedelta(weeks=weeks)
    return any(since <= day < until for year in {since.year, until.year} for day in public_holidays(member, year))


def _environment(folder: Path, port: int, post: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "counterpart.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "COUNTERPART_CLOCK": str(folder / "clock"),
        "COUNTERPART_SMTP": f"smtp://127.0.0.1:{post}",
        "COUNTERPART_FROM": SENDER,
        "COUNTERPART_ADDRESS": f"http://127.0.0.1:{port}",
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _begun(command: Sequence[str], environment: dict[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own: what it starts itself ends with it."""
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)


def _ended(process: subprocess.Popen[bytes], *, kill: bool = False) -> None:
    if not kill:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
