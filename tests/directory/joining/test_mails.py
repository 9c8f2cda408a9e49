"""Who comes into the network is written to by real mail, in their language, and no mail names anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from counterpart.accounts.actions import choose_password, send_password_link
from counterpart.accounts.links import visitor_of_token
from counterpart.accounts.passwords import verified
from counterpart.accounts.queries import sign_in_of
from counterpart.core.errors import OutOfTurn
from counterpart.directory import mailing
from counterpart.directory.actions.expiring import ask_for_second_users, remind_invitations
from counterpart.directory.actions.giving_access import grant_access
from counterpart.directory.actions.inviting import invite, withdraw_invitation
from counterpart.directory.actions.upkeep import chase
from counterpart.directory.actions.validating import register_directly, reject, validate
from counterpart.directory.codes import code_of
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import AuthorityKind, InvitationState
from counterpart.directory.queries.joining import invitations_of
from counterpart.foundation.serving import as_worker
from counterpart.foundation.words import SPOKEN, words_of
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import stored
from tests.directory.joining.stories import DAY, SERVICES, TOWN, invitation, invited, joined, mayor, spain
from tests.network import OPERATOR, Network, asked
from tests.notices.post import ADDRESS, REAL, Post, as_people_read, carried_out, post_office, subject_of, text_of

PASSWORD = "a hill over the plain of Mallorca"


@pytest.fixture
def post(database: Server, network: Network, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with post_office(monkeypatch) as office:
        yield office


def whole(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", SPOKEN)
def test_an_invitation_says_the_code_in_the_language_of_the_invited(
    post: Post, network: Network, language: str
) -> None:
    ref = invited(network, language=language)
    carried_out(NOW)
    [(_, mail)] = post.mails
    assert mail["Content-Language"] == language
    assert subject_of(mail) == words_of(language).gettext("Invitation to register your authority")
    assert code_of(ref) in text_of(mail)
    assert f"{ADDRESS}/join/{code_of(ref)}" in text_of(mail)
    assert "List-Unsubscribe" not in mail


def test_a_validated_town_gets_a_link_and_chooses_its_password(post: Post, network: Network) -> None:
    first = mayor()
    town = joined(invited(network), first=first)
    carried_out(NOW)
    waiting = post.to("garcia")
    assert any("registration waits" in subject_of(mail) for mail in waiting)
    post.forget()
    validate(spain(network), asked(), town, [SERVICES])
    carried_out(NOW)
    [(address, mail)] = post.mails
    assert address == first.email
    [token] = re.findall(rf"{ADDRESS}/password/(\S+)", text_of(mail))
    choose_password(visitor_of_token(token), asked(), token, PASSWORD)
    found = sign_in_of(first.email)
    assert found is not None
    assert verified(PASSWORD, found.password).fits


def test_a_rejection_is_mailed_with_its_reason_and_then_forgotten(post: Post, network: Network) -> None:
    said = invitation()
    ref = invited(network, email=said.email, name=said.name)
    town = joined(ref)
    carried_out(NOW)
    post.forget()
    reject(spain(network), asked(), town, "Palma answers for Sencelles.")
    kept = "select email, reason from directory_invitation where ref = %s"
    assert stored(kept, ref) == [(said.email, "Palma answers for Sencelles.")]
    carried_out(NOW)
    [(address, mail)] = post.mails
    assert address == said.email
    assert "Palma answers for Sencelles." in whole(as_people_read(mail))
    assert stored(kept, ref) == [("", "")]


def personal_of(network: Network) -> set[str]:
    """Names of people and of authorities that no mail may hold."""
    names = {person.name for person in network.people.values()}
    return names | {"Sencelles", "Joana Bibiloni", "Ministerio", "Ministry", "Palma"}


def test_no_mail_on_the_way_into_the_network_names_anybody(post: Post, network: Network) -> None:
    ref = invited(network)
    carried_out(NOW)
    with as_worker():
        remind_invitations(NOW + 80 * DAY)
    carried_out(NOW + 80 * DAY)
    town = joined(ref)
    carried_out(NOW)
    validate(spain(network), asked(), town, [SERVICES])
    carried_out(NOW)
    grant_access(spain(network), asked(NOW + DAY), town, "pq", "authority")
    with as_worker():
        ask_for_second_users(NOW + 7 * DAY)
    carried_out(NOW + 7 * DAY)
    heads = {subject_of(mail) for _, mail in post.mails}
    assert len(heads) >= 6, heads
    for address, mail in post.mails:
        said = as_people_read(mail).replace(address, "")
        assert not {name for name in personal_of(network) if name in said}, said


def test_the_coordinator_is_told_that_a_registration_waits_and_led_to_the_desk(post: Post, network: Network) -> None:
    ref = invited(network)
    carried_out(NOW)
    post.forget()
    joined(ref)
    carried_out(NOW)
    [mail] = post.to("garcia")
    here = network.authority("es_national").id
    assert f"{ADDRESS}/for/{here}/desk" in text_of(mail)
    assert post.readers() == {"garcia"}


def test_the_desk_of_the_operator_is_told_where_no_coordinator_invited(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office(monkeypatch, DESK="desk@network.example") as post:
        said = invitation(member="MT", kind=AuthorityKind.NATIONAL, language="en", roles=())
        ref = invite(OPERATOR, asked(), said)
        record = replace(TOWN, member="MT", kind=AuthorityKind.NATIONAL, region=None)
        joined(ref, record=record)
        carried_out(NOW)
        [mail] = post.to("desk")
        assert "registered itself" in whole(text_of(mail))


def test_access_that_is_given_later_is_told_and_with_the_registration_it_is_not(post: Post, network: Network) -> None:
    first = mayor()
    town = joined(invited(network), first=first)
    validate(spain(network), asked(), town, [SERVICES])
    carried_out(NOW)
    assert len(post.to(first.email.partition("@")[0])) == 1
    post.forget()
    grant_access(spain(network), asked(NOW + DAY), town, "pq", "authority")
    carried_out(NOW + DAY)
    [(address, mail)] = post.mails
    assert address == first.email
    assert f"/for/{network_number(town)}/our-authority" in text_of(mail)
    assert mail["List-Unsubscribe"]


def network_number(authority: object) -> int:
    [(number,)] = stored("select id from directory_authority where ref = %s", authority)
    return int(number)


def test_a_mail_about_a_withdrawn_invitation_does_not_leave(
    post: Post, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = invited(network)
    withdraw_invitation(spain(network), asked(), ref)
    carried_out(NOW)
    assert post.mails == []
    used = invited(network)
    joined(used, first=mayor())
    carried_out(NOW)
    assert post.readers() == {"garcia"}
    post.forget()
    third = invited(network)
    joined(third)
    monkeypatch.setattr(mailing, "WRITTEN_TO", [int(one) for one in InvitationState])  # the guard switched off
    carried_out(NOW)
    assert len(post.readers()) == 2


def test_an_address_that_nobody_has_marks_the_invitation(post: Post, network: Network) -> None:
    said = invitation()
    post.replies[said.email] = "550 5.1.1 No such user"
    ref = invited(network, email=said.email)
    carried_out(NOW)
    failed = "select mail_failed_at from directory_invitation where ref = %s"
    assert stored(failed, ref) == [(NOW,)]
    [shown] = [one for one in invitations_of(spain(network)).invitations if one.ref == ref]
    assert shown.mail_failed_at == NOW


def test_a_reason_that_nobody_can_be_mailed_is_forgotten_all_the_same(post: Post, network: Network) -> None:
    said = invitation()
    ref = invited(network, email=said.email)
    town = joined(ref)
    carried_out(NOW)
    post.replies[said.email] = "550 5.1.1 No such user"
    reject(spain(network), asked(), town, "No")
    carried_out(NOW)
    assert stored("select email, reason from directory_invitation where ref = %s", ref) == [("", "")]


def test_without_that_the_address_of_somebody_who_was_rejected_would_stay(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office(monkeypatch, replace(REAL, ended=lambda *_: None)):
        ref = invited(network)
        reject(spain(network), asked(), joined(ref), "No")
        carried_out(NOW)
        assert stored("select email <> '', reason from directory_invitation where ref = %s", ref) == [(True, "No")]


def test_a_link_is_used_once_and_a_new_one_can_be_had(post: Post, network: Network) -> None:
    first = mayor()
    town = joined(invited(network), first=first)
    validate(spain(network), asked(), town)
    carried_out(NOW)
    mine = first.email.partition("@")[0]
    [token] = tokens(post, mine)
    choose_password(visitor_of_token(token), asked(), token, PASSWORD)
    with pytest.raises(OutOfTurn, match="link_used"):
        choose_password(visitor_of_token(token), asked(), token, PASSWORD)
    post.forget()
    [(user,)] = stored("select ref from accounts_user where email = %s", first.email)
    send_password_link(spain(network), asked(NOW + DAY), user)
    carried_out(NOW + DAY)
    [another] = tokens(post, mine)
    assert another != token
    choose_password(visitor_of_token(another), asked(NOW + DAY), another, "another hill over the plain")


def tokens(post: Post, person: str) -> list[str]:
    return [found for mail in post.to(person) for found in re.findall(rf"{ADDRESS}/password/(\S+)", text_of(mail))]


def test_an_address_of_a_user_or_an_office_that_nobody_has_is_noted(post: Post, network: Network) -> None:
    first = mayor()
    office = f"office.{first.email}"
    town = register_directly(spain(network), asked(), replace(TOWN, email=office), first, [SERVICES])
    post.replies |= dict.fromkeys((first.email, office), "550 5.1.1 No such user")
    carried_out(NOW)
    of_user = "select f.at from directory_mail_failure f join accounts_user u on u.id = f.user_id where u.email = %s"
    assert stored(of_user, first.email) == [(NOW,)]
    chase(spain(network), asked(), Concern.NEVER_SIGNED_IN, [town])
    carried_out(NOW)
    assert stored("select mail_failed_at from directory_authority where ref = %s", town) == [(NOW,)]
    assert post.mails == []
