"""Authorities are found by words in any script, page by page; a record comes back as it was written."""

from __future__ import annotations

import pytest

from counterpart.core.errors import Invalid, NotFound
from counterpart.directory.kinds import AuthorityKind, AuthorityState
from counterpart.directory.queries.finding import Hit, find_authorities, record_of
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.network import Network


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("krakow", "pl_krakow"),
        ("Kraków aptek", "pl_krakow"),
        ("farmak", "gr_pharmacists"),
        ("Θεσσαλονίκης", "gr_pharmacists"),
        ("thess pharm", "gr_pharmacists"),
        ("lloret VISTAL", "es_lloret"),
        ("stroitelite", "bg_construction"),
        ("karntner", "at_carinthia"),
    ],
)
def test_names_are_found_in_any_script_and_without_accents(network: Network, text: str, expected: str) -> None:
    found = find_authorities(network.actor("nowak"), text=text).found
    assert found[0].ref == network.authorities[expected]


def test_words_that_nobody_has_are_told_and_the_others_count(network: Network) -> None:
    nowak = network.actor("nowak")
    hits = find_authorities(nowak, text="krakow zzz")
    assert [one.ref for one in hits.found] == [network.authorities["pl_krakow"]]
    assert hits.missed == ("zzz",)
    assert find_authorities(nowak, text="zzz").found == ()
    assert find_authorities(nowak, text="%").found == find_authorities(nowak).found


def test_filters_by_policy_area_role_and_member_narrow_the_list(network: Network) -> None:
    nowak = network.actor("nowak")
    refs, words = network.authorities, "zdrave"
    assert [one.ref for one in find_authorities(nowak, "pq", member="BG", text=words).found] == [refs["bg_health"]]
    assert find_authorities(nowak, "pq", "authority", "BG", words).found == ()
    assert find_authorities(nowak, "services", member="BG", text=words).found == ()
    assert find_authorities(nowak, "pq", member="PL", text=words).found == ()
    british = {one.kind for one in find_authorities(nowak, member="GB").found}
    assert british == {AuthorityKind.NATIONAL, AuthorityKind.AREA, AuthorityKind.AUTHORITY}


def test_pages_go_on_where_the_last_one_ended_and_miss_nobody(network: Network) -> None:
    few, many = _pages(network, 3), _pages(network, 100)
    assert few == many
    assert len(few) > 6


def _pages(network: Network, limit: int) -> list[Hit]:
    """Everybody with a part in professions, so many at a time."""
    found: list[Hit] = []
    after: int | None = 0
    while after is not None:
        page = find_authorities(network.actor("nowak"), "pq", after=after, limit=limit)
        found += page.found
        after = page.after
    return found


def test_a_page_that_is_too_long_and_a_role_of_nothing_are_refused(network: Network) -> None:
    for limit in (0, 101):
        with pytest.raises(Invalid, match="page_too_long"):
            find_authorities(network.actor("nowak"), limit=limit)
    with pytest.raises(Invalid, match="role_without_module"):
        find_authorities(network.actor("nowak"), role="authority")


def test_a_record_comes_back_as_it_was_written(network: Network) -> None:
    found = record_of(network.actor("nowak"), network.authorities["es_lloret"])
    assert (found.state, found.version, found.succeeded_by) == (AuthorityState.REGISTERED, 1, None)
    assert found.record.names["ca"] == "Ajuntament de Lloret de Vistalegre"
    assert (found.record.time_zone, found.record.region) == ("Europe/Madrid", "ES-IB")
    with pytest.raises(NotFound, match="authority_unknown"):
        record_of(network.actor("nowak"), new_ref(NOW))
