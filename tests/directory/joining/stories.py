"""What the stories of invitations and registrations have in common: Sencelles comes into the network."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from uuid import UUID

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.inviting import Invite, invite
from counterpart.directory.actions.joining import join
from counterpart.directory.codes import code_of
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.queries.joining import invitation_of
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Actor
from tests.cast import NOW
from tests.directory.asking import stored
from tests.network import Network, asked

DAY = dt.timedelta(days=1)
NUMBERS = itertools.count(1)
"""The directory is kept from test to test: every story has addresses of its own."""

SERVICES = ("services", "authority")
TOWN = AuthorityRecord(
    member="ES",
    kind=AuthorityKind.AUTHORITY,
    names={"ca": "Ajuntament de Sencelles", "es": "Ayuntamiento de Sencelles"},
    languages=("ca", "es"),
    city="Sencelles",
    region="ES-IB",
    email="ajuntament@sencelles.example",
)


def invitation(**changed: object) -> Invite:
    """An invitation for a town in Spain that nobody invited before."""
    some = next(NUMBERS)
    said = Invite(
        f"town{some}@sencelles.example", "es", "ES", AuthorityKind.AUTHORITY, f"Sencelles {some}", None, (SERVICES,)
    )
    return replace(said, **changed)  # type: ignore[arg-type]


def mayor() -> NewUser:
    return NewUser(f"mayor{next(NUMBERS)}@sencelles.example", "Joana Bibiloni", "es", "Europe/Madrid")


def spain(network: Network) -> Actor:
    """Who administers at the national coordinator of Spain."""
    return network.administrator_of("es_national")


def invited(network: Network, at: dt.datetime = NOW, **changed: object) -> UUID:
    return invite(spain(network), asked(at), invitation(**changed))


def joined(ref: UUID, at: dt.datetime = NOW, record: AuthorityRecord = TOWN, first: NewUser | None = None) -> UUID:
    code = code_of(ref)
    return join(invitation_of(code, at).guest, asked(at), code, record, first or mayor())


def state_of(ref: UUID) -> int:
    [(state,)] = stored("select state from directory_invitation where ref = %s", ref)
    return int(state)
