"""One request with something secret at each place of it, and the address of every page filled in from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.talking import message, note
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.web.addresses import urlpatterns
from counterpart.web.showing.exchange.kept import token_for
from counterpart.web.static_files import static_address
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, drafted, later, stored
from tests.network import Network
from tests.web.visitors import at, visitor

ASKED = ("established", "national", "qualification")
SECRETS = {
    "subject": "Brennan",
    "given name": "Siobhán",
    "message": "Proszę powiększyć pieczęć.",
    "note": "Ask the archive in Leeds.",
    "their note": "Trzecie pytanie o tę osobę.",
    "answer": "Four years at a university",
    "file": "Diploma of S. Brennan.pdf",
    "in the file": "sealed for two",
}
"""What only the two parties read."""
NAMES = ("Kowalska", "Taylor", "Izba Aptekarska w Warszawie", "Warsaw Chamber", "Register of Great Britain")
"""The parties and their people, as pages call them."""

NEVER = "ZZZZ-ZZZZ"
"""A number that was never given."""
TYPED = "Typed by somebody who must not"


@dataclass(frozen=True)
class Story:
    """A request that was accepted and half answered, a draft of the same authority, and what hangs on them."""

    people: Network
    request: Written
    draft: Written
    file: UUID
    token: str
    """Of the one who asked, to keep what they type about the request."""

    def address(self, name: str, acting: str, number: str = "") -> str:
        """The address of a page, filled in from the story. A parameter that nothing here fills is an error."""
        parameters = {
            "acting": acting,
            "number": number or self.request.number,
            "ref": self.file if name == "file" else self.people.authorities["gb_pharmacists"],
            "action": "withdraw",
            "where": "message",
            "module": "pq",
            "procedure": "request",
            "whose": "ours",
            "name": static_address("theme.css").rpartition("/")[2],
            "token": "not-a-token",
            "code": "ZZZZ-ZZZZ-ZZZZ",
            "user": self.people.users["patel"],
            "part": "request-pq",
            "which": "ours",
            "kind": "csv",
            "concern": "one_user",
            "party": "responder",
            "lookup": "find",
            "file": "request.csv",
        }
        return reverse(name, kwargs={one: parameters[one] for one in parameters_of(name)})

    def form(self) -> dict[str, Any]:
        """All that any form of the story sends along, so that nothing is refused for what it lacks."""
        return {
            "request": str(new_ref(NOW)),
            "exchange": str(self.request.ref),
            "expected": str(self.request.version),
            "token": self.token,
            "text": TYPED,
            "reason": TYPED,
            "lang": "en",
            "do": "save",
            "f-surname": TYPED,
            "a-0.qualification": TYPED,
            "ask": ["insured"],
            "user": [str(self.people.actor("patel").user_id)],
            "authority": str(self.people.authorities["gr_pharmacists"]),
        }


def parameters_of(name: str) -> tuple[str, ...]:
    """The parameters in the address of a page."""
    [route] = [str(one.pattern) for one in urlpatterns if one.name == name]
    return tuple(re.findall(r"<(?:\w+:)?(\w+)>", route))


def told(people: Network) -> Story:
    """Tell the story, as far as it goes in these tests."""
    request = accepted(people, ask=ASKED)
    kowalska, taylor = people.actor("kowalska"), people.actor("taylor")
    message(kowalska, asked(), request.ref, REQUESTER, SECRETS["message"], lang="pl")
    note(taylor, asked(), request.ref, RESPONDER, SECRETS["note"])
    note(kowalska, asked(), request.ref, REQUESTER, SECRETS["their note"])
    answer(taylor, asked(later(hours=1)), request.ref, RESPONDER, Answers({"qualification": SECRETS["answer"]}))
    file = attached(people, request)
    tell_everybody()
    return Story(people, request, drafted(people), file, token_for(kowalska, request.ref))


def tell_everybody() -> None:
    """Let the worker tell everybody who is to be told of what has happened."""
    load_handlers()
    with as_worker():
        sequence_facts(later(hours=2))
        while feed_consumers(later(hours=2)):
            pass


def attached(people: Network, request: Written) -> UUID:
    """Attach a document as somebody would on the page, and return its ref."""
    taylor = visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}/do/add_document?as=responder")
    form = taylor.get(place).content.decode().partition('<form class="box form"')[2]
    given: dict[str, Any] = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    given["f0-documents:upload"] = SimpleUploadedFile(
        SECRETS["file"], b"%PDF-1.7 " + SECRETS["in the file"].encode(), "application/pdf"
    )
    assert taylor.post(place, given).status_code == 302
    page = taylor.get(at(people, "taylor", f"exchanges/{request.number}")).content.decode()
    found = re.search(r"/files/([0-9a-f-]{36})", page)
    assert found, page
    return UUID(found[1])


def acting(people: Network, who: str) -> str:
    """How the authority of somebody of the cast stands in addresses."""
    return str(people.actor(who).authority_id)


def secrets_in(text: str) -> list[str]:
    """Which secrets of the story stand in a text."""
    return [what for what, secret in SECRETS.items() if secret in text]


def names_in(text: str) -> list[str]:
    """Which names of its parties stand in a text."""
    return [name for name in NAMES if name in text]


def headers_of(answer: Any) -> str:
    """The headers of an answer, as they are sent."""
    return "\n".join(f"{name}: {value}" for name, value in answer.items())


def body_of(answer: Any) -> str:
    """What an answer says, whether it is sent at once or in pieces."""
    whole: bytes = b"".join(answer) if answer.streaming else answer.content
    if whole.startswith(b"%PDF-") and b"%%EOF" in whole:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(whole)).pages)
    return whole.decode()


def alike(text: str, told_away: Mapping[str, str]) -> str:
    """A page without what differs from one visit to the next: the sign against forged forms, and what was asked for."""
    for what, instead in told_away.items():
        text = text.replace(what, instead)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def state_of_all() -> list[Any]:
    """Everything that somebody could have changed, read or kept."""
    return stored(
        """
        select (select jsonb_agg(jsonb_build_array(number, state, version, wanted_on) order by id)
                from exchanges_exchange)::text,
          (select count(*) from exchanges_content), (select count(*) from exchanges_allocation),
          (select count(*) from foundation_log_entry), (select count(*) from foundation_access),
          (select count(*) from foundation_draft), (select count(*) from foundation_file)
        """
    )
