from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from counterpart.core.errors import Invalid
from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.people import person
from counterpart.operations.demonstration.planned import PlannedUser
from counterpart.operations.demonstration.staffing import MOST, all_users, few_users, many_users, users_of
from tests.operations.demonstration.plans import OFFICIALS, SEED, by_key, large_network, network, officials


def by_authority(users: tuple[PlannedUser, ...]) -> dict[str, list[PlannedUser]]:
    found: dict[str, list[PlannedUser]] = defaultdict(list)
    for user in users:
        found[user.authority].append(user)
    return found


def test_a_network_of_13000_has_exactly_as_many_officials_as_wanted() -> None:
    assert len(officials()) == OFFICIALS
    assert set(by_authority(officials())) == set(by_key())


def test_every_authority_has_one_administrator() -> None:
    assert {sum(user.administrator for user in users) for users in by_authority(officials()).values()} == {1}


def test_every_official_has_an_address_of_their_own_in_the_domain_of_the_authority() -> None:
    assert len({user.email for user in officials()}) == OFFICIALS
    for user in officials():
        assert user.email.isascii()
        assert user.email.endswith("." + user.authority.partition("/")[0] + ".example")
        assert user.email.partition("@")[2] == by_key()[user.authority].email.partition("@")[2]


def test_nobody_s_name_is_a_number_or_in_foreign_letters() -> None:
    greeks = [user.name for user in officials() if user.language == "el"]
    assert greeks
    assert all("Α" <= name[0] <= "Ω" or name[0] in "ΆΈΉΊΌΎΏ" for name in greeks)
    assert not any(letter.isdigit() for user in officials() for letter in user.name)


def test_a_coordinator_has_more_people_than_an_authority() -> None:
    count = Counter(user.authority for user in officials())
    above = [count[one.key] for one in large_network() if one.coordinates]
    below = [count[one.key] for one in large_network() if not one.coordinates]
    assert sum(above) / len(above) > 1.5 * sum(below) / len(below)


def test_a_few_users_are_two_for_each_coordinator_and_some_authorities_of_each_area() -> None:
    few = by_authority(tuple(few_users(network(), SEED)))
    assert {len(users) for users in few.values()} == {2}
    assert {one.key for one in network() if one.coordinates} <= set(few)
    plain = Counter(
        (by_key()[key].member, module) for key in few if not by_key()[key].coordinates for module in by_key()[key].areas
    )
    assert plain["DE", "services"] >= 2
    assert len(few) < 500


def test_the_same_seed_names_the_same_people_and_another_seed_others() -> None:
    one = network()[0]
    assert list(users_of(one, 5, SEED)) == list(users_of(one, 5, SEED))
    assert list(users_of(one, 5, SEED)) != list(users_of(one, 5, SEED + 1))


def test_fewer_users_than_authorities_are_refused() -> None:
    with pytest.raises(Invalid):
        list(many_users(network()[:10], 9, SEED))
    assert len(list(many_users(network()[:10], 10, SEED))) == 10


def test_an_authority_has_no_more_users_than_there_are_names() -> None:
    assert len({user.email for user in users_of(network()[0], MOST, SEED)}) == MOST
    with pytest.raises(Invalid):
        list(users_of(network()[0], MOST + 1, SEED))


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("pl", {("Zofia", "Kowalska"), ("Jan", "Kowalski")}),
        ("lt", {("Rasa", "Kazlauskienė"), ("Tomas", "Kazlauskas")}),
        ("is", {("Helga", "Jónsdóttir"), ("Jón", "Jónsson")}),
    ],
)
def test_a_family_name_has_the_form_that_goes_with_the_given_name(language: str, pairs: set[tuple[str, str]]) -> None:
    people = {(one.given, one.family) for one in (person(language, Dice(number)) for number in range(20_000))}
    assert pairs <= people
    crossed = {(given, other) for given, _ in pairs for _, other in pairs} - pairs
    assert not crossed & people


def test_hungarians_say_the_family_name_first_and_spaniards_have_two() -> None:
    hungarian, spaniard = person("hu", Dice(1)), person("es", Dice(1))
    assert hungarian.name == f"{hungarian.family} {hungarian.given}"
    assert spaniard.name.startswith(f"{spaniard.given} {spaniard.family} ")


def test_in_the_demonstration_everybody_has_people_and_some_authorities_one_alone() -> None:
    users = by_authority(tuple(all_users(network(), SEED)))
    assert set(users) == {one.key for one in network()}
    few = {user.authority for user in few_users(network(), SEED)}
    assert {len(users[key]) for key in few} == {2}
    alone = sum(len(those) == 1 for those in users.values())
    assert 0.1 < alone / len(users) < 0.25
