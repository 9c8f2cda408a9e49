"""A real mail server for tests, on this machine: it takes mails, refuses addresses, and breaks off when told to."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from counterpart.directory import handlers as handlers_of_directory
from counterpart.exchanges.handlers import SOURCES
from counterpart.foundation.deliveries import CHANNELS, deliver_due, release
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.notices.sending import Sources, send_with

RUN_BY_THE_WORKER = handlers_of_directory.__name__
"""Loaded so that what it registers is there, as in the worker."""
ADDRESS = "https://counterpart.example"
SENDER = "Counterpart <no-reply@counterpart.example>"


@dataclass
class Post:
    """What the server was handed, in order, and how it behaves."""

    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    """What it answers to an address, instead of taking it."""
    breaks_off: int = 0
    """So many mails are taken, and the connection is cut before the server says so."""

    async def handle_RCPT(  # noqa: N802  as the library calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  as the library calls it
        content = envelope.content
        assert isinstance(content, bytes)
        self.raw.append(content)
        self.mails.append((envelope.rcpt_tos[0], message_from_bytes(content, policy=policy.default)))
        if self.breaks_off:
            self.breaks_off -= 1
            transport: Any = server.transport
            transport.abort()
        return "250 OK"

    def to(self, person: str) -> list[EmailMessage]:
        """The mails that somebody got, by the beginning of their address."""
        return [mail for address, mail in self.mails if address.startswith(f"{person}@")]

    def at(self, address: str) -> list[EmailMessage]:
        """The mails that went to an address."""
        return [mail for to, mail in self.mails if to == address]

    def readers(self) -> set[str]:
        """Who got a mail, by the beginning of the address."""
        return {address.partition("@")[0] for address, _ in self.mails}

    def forget(self) -> None:
        self.mails.clear()
        self.raw.clear()


REAL = SOURCES


@contextmanager
def post_office(
    monkeypatch: pytest.MonkeyPatch, sources: Sources = REAL, tls: ssl.SSLContext | None = None, **environment: str
) -> Iterator[Post]:
    """Run a mail server and send by it for a block; with `tls` it speaks TLS from the first byte."""
    post = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=port, ssl_context=tls)
    controller.start()
    try:
        setting = {
            "SMTP": f"smtp{'s' if tls else ''}://127.0.0.1:{port}",
            "FROM": SENDER,
            "ADDRESS": ADDRESS,
        } | environment
        for name, value in setting.items():
            monkeypatch.setenv(f"COUNTERPART_{name}", value)
        with CHANNELS.only():
            assert send_with(sources)
            yield post
    finally:
        controller.stop()


def carried_out(now: dt.datetime) -> int:
    """Have everything done that follows from what happened so far; return how many mails were tried."""
    sequence_facts(now)
    feed_consumers(now)
    release(now)
    return deliver_due(now)


def subject_of(mail: EmailMessage) -> str:
    """The subject, without the blank that unfolding a long one leaves before it."""
    return str(mail["Subject"]).strip()


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def as_people_read(mail: EmailMessage) -> str:
    """Headers and both parts, decoded."""
    headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
    return "\n".join([headers, text_of(mail), html_of(mail)])
