"""What a coordinator sees on its desk: authorities, numbers, days; no subject, nothing personal, no small count."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.people import enter_member, set_absence
from counterpart.directory.actions.upkeep import mark_mail_failed
from counterpart.directory.concerns import Concern
from counterpart.directory.queries import activity, coverage, desk
from counterpart.directory.queries.activity import counts, never_active
from counterpart.directory.queries.coverage import gaps
from counterpart.directory.queries.desk import authorities_of_concern, care, overview
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.refs import new_ref
from tests.cast import NOW, PEOPLE, email_of
from tests.database.servers import Server
from tests.exchanges.stories import RESPONDER, SUBJECT, accepted
from tests.network import Network, asked

READS: dict[str, Callable[[Actor], object]] = {
    "care": lambda actor: care(actor, NOW),
    "overview": lambda actor: overview(actor, NOW, limit=100),
    "gaps": gaps,
    "never active": never_active,
    "counts": counts,
    **{
        concern.value: lambda actor, concern=concern: authorities_of_concern(actor, concern, NOW, limit=100)  # type: ignore[misc]
        for concern in Concern
    },
}
PERSON = "Zebulon Quirke"
PERSONAL_OF_CASE = {value for name, value in SUBJECT.items() if name in {"given_names", "surname"}}


@pytest.fixture
def told(database: Server, network: Network) -> Network:
    """A case with a name in it, people away, mails that come back: whatever a desk might tell of."""
    exchange = accepted(network)
    answer(network.actor("taylor"), asked(), exchange.ref, RESPONDER, Answers({"established": "no"}))
    place, official = network.newcomer("GB", ("pq", "authority"), by="gb_health")
    user = enter_member(official, asked(), place, NewUser(f"{new_ref(NOW)}@quirke.example", PERSON, "en", "UTC"))
    set_absence(official, asked(), place, user, None, NOW.date(), NOW.date())
    with as_actor([]):
        mark_mail_failed([user], NOW)
    assert place in {one.ref for one in authorities_of_concern(network.actor("clarke"), Concern.MAIL_FAILED, NOW).rows}
    return network


def texts(found: object) -> str:
    return repr(found).casefold()


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("who", ["clarke", "walker"])
def test_no_name_no_address_and_no_subject_is_on_the_desk(told: Network, name: str, who: str) -> None:
    said = texts(READS[name](told.actor(who)))
    for person, one in PEOPLE.items():
        assert one.name.casefold() not in said
        assert email_of(person, one) not in said
        assert str(told.users[person]) not in said
    for value in (*PERSONAL_OF_CASE, PERSON, "quirke"):
        assert value.casefold() not in said


def numbers_of(kind: type) -> Iterator[str]:
    """The fields of a value that count something."""
    for field in dataclasses.fields(kind):
        if "int" in str(field.type) and field.name not in {"id", "after"}:
            yield f"{kind.__name__}.{field.name}"


def test_what_is_counted_are_authorities_and_their_users_never_cases_by_profession_or_week() -> None:
    values = [
        one
        for room in (desk, coverage, activity)
        for one in vars(room).values()
        if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__ == room.__name__
    ]
    assert {name for one in values for name in numbers_of(one)} == {
        "Counted.number",
        "Overseen.users",
        "MemberActivity.authorities",
        "MemberActivity.never_active",
        "MemberCounts.modules",
        "MemberCounts.total",
    }
    assert [field.name for field in dataclasses.fields(coverage.Gap)] == ["module", "list", "code"]
