"""An office of its own for each test: the cast keeps its data, its people and its coordinators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.people import enter_member
from counterpart.directory.queries.acting import actor_for
from counterpart.foundation.actor import Actor, Right
from tests import cast
from tests.database.servers import Server
from tests.network import Network, asked
from tests.web.filling import Fields, fields_of
from tests.web.visitors import give_passwords, signed_in, visitor


@dataclass
class Office:
    """An authority with its administrator, in the network of the cast."""

    people: Network
    database: Server
    ref: UUID
    administrator: Actor

    @property
    def client(self) -> Client:
        """The administrator at a browser."""
        return signed_in(self.administrator)

    def own(self, page: str) -> str:
        """The address of a page of the authority for its own people."""
        return f"/for/{self.administrator.authority_id}/authorities/{self.ref}/{page}"

    def of(self, key: str, page: str) -> str:
        """The address of a page of it for somebody of the cast."""
        return f"/for/{self.people.actor(key).authority_id}/authorities/{self.ref}/{page}".rstrip("/")

    def visited_by(self, key: str, page: str) -> Any:
        """What somebody of the cast gets at a page of it."""
        return visitor(self.people, key).get(self.of(key, page))

    def colleague(self, name: str, *rights: Right) -> Actor:
        """Somebody else who works there, able to sign in."""
        number = next(self.people.numbers)
        new = NewUser(f"colleague{number}@newtown.example", name, "en", "Europe/London")
        user = enter_member(self.administrator, asked(), self.ref, new, rights)
        give_passwords(self.database)
        return actor_for(user, self.ref, cast.NOW)


def office(people: Network, database: Server, *roles: tuple[str, str], member: str = "PL", by: str = "") -> Office:
    """Register one more authority, whose administrator can sign in."""
    ref, administrator = people.newcomer(member, *(roles or (("pq", "authority"),)), by=by)
    give_passwords(database)
    return Office(people, database, ref, administrator)


def form_at(client: Client, place: str, form: str) -> Fields:
    """What a form of a page would send if nobody touched it."""
    answer = client.get(place)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return fields_of(answer.content.decode(), form)


def page_at(client: Client, place: str) -> str:
    """A page as it is sent."""
    answer = client.get(place)
    assert answer.status_code == 200, place
    return answer.content.decode()
