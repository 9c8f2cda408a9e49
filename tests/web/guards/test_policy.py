"""No page without a gate, none without a line in the policy."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse  # noqa: TID251  pages of a careless colleague
from django.test import override_settings
from django.urls import path
from django.urls.resolvers import get_resolver

from counterpart.web import addresses, gates
from counterpart.web.gates import Gate, page
from tests.network import Network
from tests.web.guards.policy import POLICY, left_out
from tests.web.visitors import visitor


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"everything, to anybody at {request.path}")


urlpatterns = [*addresses.urlpatterns, path("without-a-gate", bare, name="without_a_gate"), path("nameless", bare)]
"""The addresses of an installation to which somebody has added two in a hurry."""


def served() -> list[str | None]:
    return [getattr(one, "name", None) for one in get_resolver().url_patterns]


def test_every_page_that_is_served_has_its_line_and_its_gate() -> None:
    assert left_out(served()) == []
    assert sorted(POLICY) == sorted(str(name) for name in served())


def test_a_page_without_a_line_is_found() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        found = left_out(served())
    assert found == ["without_a_gate: no entry in the policy", "None: no entry in the policy"]


def test_a_page_behind_another_gate_than_the_policy_says_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(gates.GATES, "exchange", Gate.OPEN)
    monkeypatch.delitem(gates.GATES, "history")
    found = left_out(served())
    assert [line.partition(":")[0] for line in found] == ["exchange", "history"]


@pytest.mark.parametrize("address", ["/without-a-gate", "/nameless"])
def test_a_page_without_a_gate_is_not_served_to_anybody(people: Network, address: str) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        for who in (None, "taylor"):
            with pytest.raises(ImproperlyConfigured, match="no gate stands before"):
                visitor(people, who).get(address)


def test_two_pages_cannot_share_the_gate_of_one_name() -> None:
    with pytest.raises(ValueError, match="two pages are called exchange"):
        page("another", bare, "exchange", Gate.OPEN)
