"""A coordinator registers an authority itself, with its first person: it takes part at once."""

from __future__ import annotations

from typing import Any

from counterpart.directory.kinds import AuthorityState
from tests.exchanges.stories import stored
from tests.network import Network
from tests.web.filling import fields_of
from tests.web.joining.steps import CONTACT, NAMES, person
from tests.web.visitors import at, visitor

FOUND = """
select a.state, a.country, a.region, a.kind, x.module, x.role from directory_authority a
left join directory_access x on x.authority_id = a.id where a.ref = %s
"""


def sent(people: Network, who: str, *pages: dict[str, Any], do: str = "send") -> Any:
    """Fill in page after page, and send; the answer to the last."""
    client, place = visitor(people, who), at(people, who, "desk/register")
    shown = client.get(place).content.decode()
    for fields in pages:
        answer = client.post(place, {**fields_of(shown, "registering"), **fields, "do": "next"})
        assert answer.status_code == 200, answer.content.decode()
        shown = answer.content.decode()
    return client.post(place, {**fields_of(shown, "registering"), "do": do})


def test_page_after_page_registers_an_authority_that_takes_part(people: Network) -> None:
    roles = {"kind": "5", "role": ["services|authority"]}
    answer = sent(people, "garcia", roles, {**NAMES, "region": "ES-IB"}, CONTACT, person())
    assert answer.status_code == 302, answer.content.decode()
    ref = answer["Location"].split("/authorities/")[1].split("/")[0]
    assert stored(FOUND, [ref]) == [(AuthorityState.REGISTERED, "ES", "ES-IB", 5, "services", "authority")]
    assert visitor(people, "garcia").get(answer["Location"]).status_code == 200


def test_an_address_that_is_taken_leads_back_to_the_page_of_the_person(people: Network) -> None:
    taken = {**person(), "person_email": "garcia@es-national.example"}
    answer = sent(people, "garcia", {"kind": "5"}, NAMES, CONTACT, taken)
    shown = answer.content.decode()
    assert (answer.status_code, 'href="#person_email"' in shown) == (422, True)
    assert fields_of(shown, "registering")["city"] == [NAMES["city"]]


def test_nobody_registers_what_is_not_theirs_to_register(people: Network) -> None:
    forged = {"kind": "1", "member": "PL", "role": ["services|authority", "pq|coordinator"]}
    answer = sent(people, "clarke", forged, NAMES, CONTACT, person())
    assert answer.status_code == 302
    ref = answer["Location"].split("/authorities/")[1].split("/")[0]
    [(_, member, _, kind, module, role)] = stored(FOUND, [ref])
    assert (member, kind, module, role) == ("GB", 5, "pq", "coordinator")


def test_an_authority_and_a_colleague_without_the_right_are_refused(people: Network) -> None:
    for who in ("taylor", "ferrer"):
        client, place = visitor(people, who), at(people, who, "desk/register")
        assert (client.get(place).status_code, client.post(place, {"do": "send"}).status_code) == (403, 403)
