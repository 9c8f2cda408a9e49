"""A registration that waits is looked at, validated with its roles, or rejected with a reason; once, by one."""

from __future__ import annotations

import html
from uuid import UUID

import pytest

from counterpart.directory.actions.validating import validate
from counterpart.directory.kinds import AuthorityState
from tests.exchanges.stories import asked, stored
from tests.network import Network
from tests.web.desk.stories import now, page, registered
from tests.web.filling import fields_of, text_of
from tests.web.visitors import at, visitor

STATE = "select state from directory_authority where ref = %s"
ACCESS = """
select x.module, x.role from directory_access x join directory_authority a on a.id = x.authority_id where a.ref = %s
"""
REASON = "The municipality of Palma is competent for this."


def place_of(people: Network, ref: UUID, who: str = "garcia") -> str:
    return at(people, who, f"desk/registrations/{ref}")


def test_the_desk_leads_to_what_waits_and_the_page_shows_all_of_it(people: Network) -> None:
    ref = registered(people)
    assert f'href="{place_of(people, ref)}"' in page(people, "garcia", "desk")
    shown = text_of(page(people, "garcia", f"desk/registrations/{ref}"))
    for said in (
        "Ayuntamiento de Lloret de Vistalegre",
        "Maria Ferrer",
        "Tourism",
        "Illes Balears",
        "Catalan, Spanish",
    ):
        assert said in shown


def test_validated_it_takes_part_in_the_roles_that_were_ticked(people: Network) -> None:
    ref, garcia = registered(people), visitor(people, "garcia")
    form = fields_of(garcia.get(place_of(people, ref)).content.decode(), "deciding")
    assert form["role"] == ["", "services|authority"]
    answer = garcia.post(place_of(people, ref), {**form, "do": "validate"})
    assert answer.status_code == 302
    assert "The registration was validated" in garcia.get(answer["Location"]).content.decode()
    assert (stored(STATE, [ref]), stored(ACCESS, [ref])) == (
        [(AuthorityState.REGISTERED,)],
        [("services", "authority")],
    )


def test_rejected_with_a_reason_it_is_erased(people: Network) -> None:
    ref, garcia = registered(people), visitor(people, "garcia")
    form = fields_of(garcia.get(place_of(people, ref)).content.decode(), "deciding")
    without = garcia.post(place_of(people, ref), {**form, "do": "reject", "reason": "  "})
    assert (without.status_code, 'id="reason-error"' in without.content.decode()) == (422, True)
    answer = garcia.post(place_of(people, ref), {**form, "do": "reject", "reason": REASON})
    assert answer.status_code == 302, answer.content.decode()
    assert stored("select state, names, email from directory_authority where ref = %s", [ref]) == [
        (AuthorityState.REJECTED, "{}", "")
    ]
    assert garcia.get(place_of(people, ref)).status_code == 404


def test_a_reason_that_was_written_is_not_validated_away(people: Network) -> None:
    ref, garcia = registered(people), visitor(people, "garcia")
    form = fields_of(garcia.get(place_of(people, ref)).content.decode(), "deciding")
    answer = garcia.post(place_of(people, ref), {**form, "do": "validate", "reason": REASON, "role": [""]})
    shown = answer.content.decode()
    assert (answer.status_code, stored(STATE, [ref])) == (422, [(AuthorityState.AWAITING,)])
    kept = fields_of(shown, "deciding")
    assert (kept["reason"], kept["role"]) == ([REASON], [""])


def test_another_language_keeps_the_reason_and_the_ticks(people: Network) -> None:
    ref, garcia = registered(people), visitor(people, "garcia")
    form = fields_of(garcia.get(place_of(people, ref)).content.decode(), "deciding")
    form |= {"reason": [REASON], "role": ["", "services|coordinator"], "language": ["de"]}
    shown = garcia.post(place_of(people, ref), form).content.decode()
    assert '<html lang="de">' in shown
    kept = fields_of(shown, "deciding")
    assert (kept["reason"], kept["role"]) == ([REASON], ["", "services|coordinator"])


def test_of_two_who_decide_at_once_the_second_is_told_who_was_faster(people: Network) -> None:
    ref, garcia = registered(people), visitor(people, "garcia")
    form = fields_of(garcia.get(place_of(people, ref)).content.decode(), "deciding")
    validate(people.actor("garcia"), asked(now()), ref, [("services", "authority")])
    late = garcia.post(place_of(people, ref), {**form, "do": "reject", "reason": REASON})
    assert late.status_code == 409
    assert stored(STATE, [ref]) == [(AuthorityState.REGISTERED,)]
    after = garcia.get(place_of(people, ref))
    assert (after.status_code, after["Location"]) == (302, at(people, "garcia", f"authorities/{ref}"))


@pytest.mark.parametrize("who", ["gruber", "walker", "claes"])
def test_a_coordinator_of_another_country_finds_nothing_and_decides_nothing(people: Network, who: str) -> None:
    ref, other = registered(people), visitor(people, who)
    assert other.get(place_of(people, ref, who)).status_code == 404
    assert "Lloret" not in html.unescape(page(people, who, "desk"))
    form = {"request": str(asked(now()).id), "do": "validate", "role": ["services|authority"]}
    assert other.post(place_of(people, ref, who), form).status_code == 403
    assert stored(STATE, [ref]) == [(AuthorityState.AWAITING,)]


def test_nobody_of_another_kind_of_authority_reads_what_waits(people: Network) -> None:
    ref = registered(people)
    ferrer = visitor(people, "ferrer")
    assert ferrer.get(place_of(people, ref, "ferrer")).status_code == 403
    assert ferrer.get(at(people, "ferrer", f"authorities/{ref}")).status_code == 404
