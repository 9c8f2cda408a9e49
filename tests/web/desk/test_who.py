"""Who sees and does what at the desk: a colleague without the right, the supervising body, and each guard alone."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.people import enter_member
from counterpart.directory.invited import DECIDES
from counterpart.directory.queries import registrations
from counterpart.directory.queries.acting import actor_for
from counterpart.web.session import knocking
from counterpart.web.visit import ActingFor
from tests.cast import PQ_REFERRALS
from tests.database.servers import Server
from tests.exchanges.stories import asked, sent
from tests.network import Network
from tests.web.desk.stories import now, page, registered
from tests.web.joining.steps import NUMBERS, invited
from tests.web.visitors import at, give_passwords, signed_in, visitor


def colleague(people: Network, server: Server) -> Client:
    """Somebody at the British coordinator who decides disputes, and administers nothing."""
    authority = people.authorities["gb_health"]
    new = NewUser(f"helper{next(NUMBERS)}@gb-health.example", "Ivy Marsh", "en", "Europe/London")
    user = enter_member(people.actor("clarke"), asked(), authority, new, [PQ_REFERRALS])
    give_passwords(server)
    return signed_in(actor_for(user, authority, now()))


def test_a_colleague_without_the_right_watches_and_what_they_may_not_is_greyed_with_the_reason(
    people: Network, database: Server
) -> None:
    request = sent(people)
    client = colleague(people, database)
    desk = html.unescape(client.get(at(people, "clarke", "desk")).content.decode())
    assert request.number in desk
    assert 'aria-disabled="true">Invite an authority<small>You do not have the right' in desk
    for address in ("desk/invite", "desk/register"):
        place = at(people, "clarke", address)
        assert (client.get(place).status_code, client.post(place, {"do": "send"}).status_code) == (403, 403)
    form = {"request": str(asked(now()).id), "number": request.number}
    assert client.post(at(people, "clarke", "desk/remind"), form).status_code == 302


def test_the_supervising_body_looks_after_national_coordinators(people: Network) -> None:
    shown = html.unescape(page(people, "claes", "desk/authorities"))
    assert "Department for Business" in shown
    assert "Warsaw Chamber" not in shown
    form = html.unescape(page(people, "claes", "desk/register"))
    assert "National coordinator" in form
    assert 'name="member"' in form


def test_what_waits_is_shown_to_others_with_the_condition_of_the_statement_off(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = registered(people)
    gruber, place = visitor(people, "gruber"), at(people, "gruber", f"desk/registrations/{ref}")
    assert gruber.get(place).status_code == 404
    open_to_all = registrations.REGISTRATION.replace(DECIDES, "true")
    assert open_to_all != registrations.REGISTRATION
    monkeypatch.setattr(registrations, "REGISTRATION", open_to_all)
    assert "Maria Ferrer" in gruber.get(place).content.decode()


def test_without_the_gate_of_the_desk_the_rooms_still_keep_their_own(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    hughes = visitor(people, "hughes")
    monkeypatch.setattr(ActingFor, "has_desk", property(lambda _: True))
    for address in ("desk", "desk/care/one_user", "desk/authorities", "desk/gaps", "desk/invite"):
        assert hughes.get(at(people, "hughes", address)).status_code == 403, address
    assert hughes.get(at(people, "hughes", "desk/late/ours")).status_code == 200


def test_codes_could_be_tried_out_with_the_limit_of_the_place_off(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, code = invited(people)
    stranger = visitor(people)

    def tried(where: str) -> int:
        for _ in range(21):
            stranger.post("/join", {"code": "ZZZZ-ZZZZ-ZZZZ"}, REMOTE_ADDR=where)
        return stranger.post("/join", {"code": code}, REMOTE_ADDR=where).status_code

    assert tried("203.0.113.61") == 403
    monkeypatch.setattr(knocking, "MOST_CODES", 10_000)
    assert tried("203.0.113.62") == 302
