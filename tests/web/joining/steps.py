"""Somebody registers an authority in a browser without script: each page is filled in, sent, and the next one comes."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.test import Client

from counterpart.directory.actions.inviting import Invite, invite
from counterpart.directory.codes import code_of
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.queries.joining import Awaiting, awaiting_of
from tests.exchanges.stories import asked
from tests.network import Network
from tests.web.filling import Fields, fields_of

LLORET = Invite(
    "info@lloret.example",
    "en",
    "ES",
    AuthorityKind.AUTHORITY,
    "Ajuntament de Lloret de Vistalegre",
    "ES-IB",
    (("services", "authority"),),
)
NAMES = {
    "names.0.lang": "ca",
    "names.0.text": "Ajuntament de Lloret de Vistalegre",
    "names.1.lang": "es",
    "names.1.text": "Ayuntamiento de Lloret de Vistalegre",
    "titles.0.lang": "en",
    "titles.0.text": "Municipality of Lloret de Vistalegre",
    "postcode": "07518",
    "city": "Lloret de Vistalegre",
}
CONTACT = {"languages": ["ca", "es"], "email": "info@lloret.example", "website": "www.lloret.example"}
TOURISM = {"competence": ["services|sectors|tourism"]}
NUMBERS = itertools.count(1)
"""The directory is kept from test to test: every story has addresses of its own."""


def person() -> dict[str, str]:
    """The first person, whom no story before has entered."""
    return {
        "person_name": "Maria Ferrer",
        "person_email": f"maria{next(NUMBERS)}@lloret.example",
        "person_language": "en",
    }


def whole() -> tuple[Mapping[str, Any], ...]:
    """All pages of the form."""
    return NAMES, CONTACT, TOURISM, person()


def invited(people: Network, who: str = "garcia", invitation: Invite = LLORET) -> tuple[UUID, str]:
    """An invitation of somebody of the cast, and the code that stands in its mail."""
    now = dt.datetime.now(dt.UTC)  # the pages go by the clock of this machine
    ref = invite(people.actor(who), asked(now), replace(invitation, email=f"office{next(NUMBERS)}@lloret.example"))
    return ref, code_of(ref)


def waiting(people: Network, invitation: UUID, who: str = "garcia") -> list[Awaiting]:
    """What waits for somebody of the cast to decide and came of this invitation."""
    return [one for one in awaiting_of(people.actor(who)).authorities if one.invitation == invitation]


@dataclass
class Guest:
    """Somebody with a code, and the page that is in front of them."""

    code: str
    client: Client = field(default_factory=lambda: Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="en"))
    answer: Any = None

    @property
    def address(self) -> str:
        return f"/join/{self.code}"

    @property
    def page(self) -> str:
        text: str = self.answer.content.decode()
        return text

    def opens(self) -> str:
        self.answer = self.client.get(self.address)
        return self.page

    def typed(self) -> Fields:
        """All that would be sent: what stands in the fields, and what is carried from the other pages."""
        return fields_of(self.page, "registering")

    def sends(self, fields: Mapping[str, Any], do: str = "next") -> str:
        self.answer = self.client.post(self.address, {**self.typed(), **fields, "do": do})
        return self.page

    def goes_through(self, *pages: Mapping[str, Any]) -> str:
        """Fill in page after page; each leads on to the next."""
        self.opens()
        for fields in pages:
            self.sends(fields)
            assert self.answer.status_code == 200, self.page
        return self.page
