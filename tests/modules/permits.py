"""An invented area `permits`, the library `basics` that it takes from, and a network of two members; and installing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import UUID

from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.modules.actions.installing import Installed, install
from counterpart.modules.examining import trusted_consignment
from counterpart.modules.packages import Consignment

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
OPERATOR = Actor(ActorKind.OPERATOR, UUID(int=1))

NETWORK = """
format: 2
network: two
title: Two
languages: [en, pl]
words: {member: Member, members: Members, supervisor: Board}
counting: {reference: Rule 1}
members:
  AA: {name: Aland, time_zone: Europe/Warsaw, languages: [en]}
  BB: {name: Beland, time_zone: Europe/London, languages: [pl]}
"""
BASICS = """
format: 2
module: basics
library: true
version: 1.0.0
title: Basics
languages: [en, pl]
roles: {authority: {title: Authority, kind: authority}}
procedures:
  enquiry:
    title: Enquiry
    parties:
      requester: {title: Requester, role: authority}
      responder: {title: Responder, role: authority, country: other}
    start: draft
    states:
      draft: {title: Draft, owner: requester, due: 60 days, overdue: drop}
      sent: {title: Sent, owner: responder, due: 7 days, overdue: drop}
      answered: {title: Answered, final: true, outcome: success}
      dropped: {title: Dropped, final: true, outcome: neutral}
    actions:
      send: {title: Send, by: requester, from: draft, to: sent}
      reply: {title: Reply, by: responder, from: sent, to: answered}
      drop: {title: Drop, by: requester, from: [draft, sent], to: dropped}
"""
PERMITS = """
format: 2
module: permits
version: 1.0.0
title: Permits
uses: {basics: ^1.0}
languages: [en, pl]
roles: {authority: {title: Office, kind: authority}}
procedures:
  enquiry:
    extends: basics/enquiry
    title: Question about a permit
    states: {sent: {due: 5 days}}
retention:
  - {data: everything, from: closure, block_after: 6 months, erase_after: 3 years, basis: Rule 2}
"""
PERMITS_PL = {"module.title": ("Permits", "Zezwolenia")}
BASICS_PL = {"procedure.enquiry.state.draft": ("Draft", "Projekt"), "procedure.enquiry.state.sent": ("Sent", "Wysłane")}


def written(folder: Path) -> Path:
    """Write the network, the library and the area into a folder."""
    for name, text, polish in (("basics", BASICS, BASICS_PL), ("permits", PERMITS, PERMITS_PL)):
        (folder / name / "locale").mkdir(parents=True)
        (folder / name / "module.yaml").write_text(text.lstrip(), encoding="utf-8")
        translate(folder / name, polish)
    (folder / "network.yaml").write_text(NETWORK.lstrip(), encoding="utf-8")
    return folder


def translate(module: Path, texts: dict[str, tuple[str, str]]) -> None:
    """Write the Polish of a module: English and Polish by address."""
    entries = [f'msgctxt "{address}"\nmsgid "{en}"\nmsgstr "{pl}"\n' for address, (en, pl) in texts.items()]
    (module / "locale" / "pl.po").write_text("\n".join(entries), encoding="utf-8")


def changed(path: Path, *replaced: tuple[str, str]) -> None:
    """Change the text of a file: what was, what is."""
    text = path.read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def asked() -> Asked:
    return Asked(new_ref(NOW), NOW)


def installed(*paths: Path) -> Installed:
    """Install what lies at paths."""
    return install(OPERATOR, asked(), trusted_consignment(*paths))


def consignment(folder: Path, *names: str) -> Consignment:
    """Return modules of a folder, and its network."""
    return trusted_consignment(*(folder / name for name in names), folder / "network.yaml")


def stored(statement: str) -> list[Row]:
    with as_actor([]):
        return rows(statement)
