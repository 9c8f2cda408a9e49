"""A coordinator invites: what is wrong is said at its field, nothing typed is lost, and invitations are tended."""

from __future__ import annotations

import html
import itertools
from typing import Any

import pytest

from counterpart.directory.kinds import AuthorityKind, InvitationState
from tests.exchanges.stories import asked, stored
from tests.network import Network
from tests.web.desk.stories import now, page
from tests.web.filling import fields_of
from tests.web.joining.steps import invited
from tests.web.visitors import at, visitor

NUMBERS = itertools.count(1)
STATE = "select state from directory_invitation where ref = %s"


def typed(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Ajuntament de Lloret de Vistalegre",
        "email": f"invited{next(NUMBERS)}@lloret.example",
        "mail_language": "en",
        "kind": "5",
        "region": "ES-IB",
        "role": ["services|authority"],
        **changed,
    }


def test_an_authority_is_invited_and_stands_in_the_list_of_open_invitations(people: Network) -> None:
    garcia, place = visitor(people, "garcia"), at(people, "garcia", "desk/invite")
    given = typed()
    form = fields_of(garcia.get(place).content.decode(), "inviting")
    answer = garcia.post(place, {**form, **given})
    assert answer.status_code == 302, answer.content.decode()
    shown = html.unescape(garcia.get(answer["Location"]).content.decode())
    assert "The invitation was sent." in shown
    assert given["email"] in shown
    said = "select lang, country, region, kind, name, roles from directory_invitation where email = %s"
    assert stored(said, [given["email"]]) == [
        ("en", "ES", "ES-IB", 5, given["name"], '[["services", "authority"]]')
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"email": "nowhere"}, "email"), ({"name": " "}, "name"), ({"mail_language": "xx"}, "mail_language")],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(
    people: Network, changed: dict[str, str], field: str
) -> None:
    garcia, place = visitor(people, "garcia"), at(people, "garcia", "desk/invite")
    form = fields_of(garcia.get(place).content.decode(), "inviting")
    answer = garcia.post(place, {**form, **typed(**changed)})
    shown = answer.content.decode()
    assert (answer.status_code, f'href="#{field}"' in shown, f'id="{field}-error"' in shown) == (422, True, True)
    kept = fields_of(shown, "inviting")
    assert (kept["region"], kept["role"]) == (["ES-IB"], ["", "services|authority"])


def test_the_same_authority_is_not_invited_twice(people: Network) -> None:
    garcia, place = visitor(people, "garcia"), at(people, "garcia", "desk/invite")
    given = typed()
    answers = []
    for _ in range(2):
        form = fields_of(garcia.get(place).content.decode(), "inviting")
        answers.append(garcia.post(place, {**form, **given}))
    assert [one.status_code for one in answers] == [302, 422]
    assert 'id="email-error"' in answers[1].content.decode()


def test_another_language_of_the_page_keeps_what_was_typed(people: Network) -> None:
    garcia, place = visitor(people, "garcia"), at(people, "garcia", "desk/invite")
    form = fields_of(garcia.get(place).content.decode(), "inviting")
    shown = garcia.post(place, {**form, **typed(email="half"), "language": "el"}).content.decode()
    assert '<html lang="el">' in shown
    assert fields_of(shown, "inviting")["email"] == ["half"]


def test_nobody_invites_beyond_their_reach_whatever_their_form_says(people: Network) -> None:
    clarke, place = visitor(people, "clarke"), at(people, "clarke", "desk/invite")
    assert "Professional qualifications" in clarke.get(place).content.decode()
    assert "Services" not in page(people, "clarke", "desk/invite").partition("<main")[2]
    form = fields_of(clarke.get(place).content.decode(), "inviting")
    refused = clarke.post(place, {**form, **typed(kind=str(int(AuthorityKind.NATIONAL)), region="")})
    assert refused.status_code == 403
    form["request"] = fields_of(clarke.get(place).content.decode(), "inviting")["request"]
    elsewhere = typed(member="ES", region="", role=["services|authority"])
    assert clarke.post(place, {**form, **elsewhere}).status_code == 302
    found = "select country, roles from directory_invitation where email = %s"
    assert stored(found, [elsewhere["email"]]) == [("GB", "[]")]


def test_an_invitation_is_taken_back_and_sent_once_more_a_day_later(people: Network) -> None:
    garcia, place = visitor(people, "garcia"), at(people, "garcia", "desk/invitations")
    ref, _ = invited(people)
    form = {"request": str(asked(now()).id), "invitation": str(ref)}
    again = garcia.post(place, {**form, "do": "repeat"})
    assert (again.status_code, "<title>Error:" in again.content.decode()) == (409, True)
    answer = garcia.post(place, {**form, "request": str(asked(now()).id), "do": "withdraw"})
    assert "opens nothing any more" in garcia.get(answer["Location"]).content.decode()
    assert stored(STATE, [ref]) == [(InvitationState.WITHDRAWN,)]


def test_nobody_else_sees_or_takes_back_an_invitation(people: Network) -> None:
    ref, _ = invited(people)
    [(email,)] = stored("select email from directory_invitation where ref = %s", [ref])
    gruber, place = visitor(people, "gruber"), at(people, "gruber", "desk/invitations")
    assert email not in gruber.get(place).content.decode()
    form = {"request": str(asked(now()).id), "invitation": str(ref), "do": "withdraw"}
    assert gruber.post(place, form).status_code == 403
    assert stored(STATE, [ref]) == [(InvitationState.OPEN,)]
