"""Where mail goes, as the environment says. Without COUNTERPART_SMTP no mail leaves: mails wait, and health says so.

COUNTERPART_SMTP      smtp://user:password@mail.example.org:587    STARTTLS, the certificate is verified
                      smtps://user:password@mail.example.org:465   TLS from the first byte
                      smtp://localhost:25                          a relay on this machine, in clear
COUNTERPART_FROM      whom mails come from: Counterpart <no-reply@example.org>
COUNTERPART_ADDRESS   where links lead: https://counterpart.example.org
COUNTERPART_DESK      the operator's mailbox: told what nobody else is there for
"""

from __future__ import annotations

import enum
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from counterpart.core.errors import CounterpartError
from counterpart.foundation.database.addresses import LOCAL

SMTP, FROM, ADDRESS, DESK = "COUNTERPART_SMTP", "COUNTERPART_FROM", "COUNTERPART_ADDRESS", "COUNTERPART_DESK"
SECONDS = 20
"""How long a mail server may take to answer."""


class MailTrouble(CounterpartError):
    """Mail cannot be sent as it is set; parameters hold the variable and what is wrong, never its value."""


class Tls(enum.Enum):
    """How the way to the mail server is protected."""

    NONE = "none"
    """Only to this machine."""
    STARTTLS = "starttls"
    WHOLE = "whole"


PORTS = {Tls.NONE: 25, Tls.STARTTLS: 587, Tls.WHOLE: 465}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Where mail goes and what stands in it: `sender` as a header has it, `address` without a slash at its end."""

    host: str
    port: int
    tls: Tls
    sender: str
    address: str
    desk: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        """Return the domain that mails come from."""
        return parseaddr(self.sender)[1].rpartition("@")[2]


def outgoing(environment: Mapping[str, str] = os.environ) -> Outgoing | None:
    """Return where mail goes, None where no mail server is set. Raises MailTrouble `mail_setting` when it is not safe.

    A server on another machine is reached with TLS and links to other machines are https: what is in a mail is little,
    but who works on what is nobody else's business.
    """
    said = environment.get(SMTP, "").strip()
    if not said:
        return None
    try:
        parts = urlsplit(said)
        host, port = parts.hostname or "", parts.port
    except ValueError as problem:
        raise MailTrouble("mail_setting", variable=SMTP, why="it is no address") from problem
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.path.strip("/") or parts.query:
        raise MailTrouble("mail_setting", variable=SMTP, why="write smtp://host:port or smtps://host:port")
    tls = Tls.WHOLE if parts.scheme == "smtps" else Tls.NONE if host in LOCAL else Tls.STARTTLS
    return Outgoing(
        host=host,
        port=port or PORTS[tls],
        tls=tls,
        sender=_mailbox(environment, FROM),
        address=_base(environment),
        desk=_mailbox(environment, DESK) if environment.get(DESK, "").strip() else "",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _mailbox(environment: Mapping[str, str], variable: str) -> str:
    said = environment.get(variable, "").strip()
    _, box = parseaddr(said)
    local, _, domain = box.rpartition("@")
    if not local or not domain or not said.isprintable():
        why = "it is not set" if not said else "write name@example.org, or Name <name@example.org>"
        raise MailTrouble("mail_setting", variable=variable, why=why)
    return said


def _base(environment: Mapping[str, str]) -> str:
    said = environment.get(ADDRESS, "").strip().rstrip("/")
    if not said:
        raise MailTrouble("mail_setting", variable=ADDRESS, why="it is not set: links in mails would lead nowhere")
    try:
        parts = urlsplit(said)
        host = parts.hostname or ""
    except ValueError as problem:
        raise MailTrouble("mail_setting", variable=ADDRESS, why="it is no address") from problem
    if not host or not _is_safe(parts, host) or parts.query or parts.fragment or parts.username:
        raise MailTrouble("mail_setting", variable=ADDRESS, why="write https://host, without anything behind it")
    return said


def _is_safe(parts: SplitResult, host: str) -> bool:
    return parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL)
