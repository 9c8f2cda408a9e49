"""The pages of authorities in each of their looks: for their own people, for coordinators, and with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from counterpart.foundation.refs import new_ref
from tests.exchanges.stories import NOW
from tests.network import Network
from tests.web.visitors import at

PAGES = {
    "authority_care": "care",
    "authority_data": "data",
    "authority_competences": "competences",
    "authority_people": "people",
    "authority_coordinators": "coordinators",
    "authority_access": "access",
    "authority_switches": "switches",
}
"""Pages that everybody of an authority, and everybody who looks after it, may open."""


def authorities(people: Network, look: Callable[..., Any]) -> Iterator[Any]:
    """Yield the pages; `look` makes one of them."""
    ref, patel, hughes = (str(people.authorities["gb_pharmacists"]), people.users["patel"], people.users["hughes"])

    def there(who: str, page: str) -> str:
        return at(people, who, f"authorities/{ref}/{page}")

    for name, page in PAGES.items():
        for who in ("hughes", "taylor", "clarke", "walker"):
            yield look(name, who, there(who, page))
    yield look("authority_switches", "walker", at(people, "walker", f"authorities/{_own(people, 'walker')}/switches"))
    yield look("authority_enter", "hughes", there("hughes", "people/new"))
    yield look("authority_person", "hughes", there("hughes", f"people/{patel}"))
    yield look("authority_person", "patel", there("patel", f"people/{patel}"))
    yield look("authority_person", "clarke", there("clarke", f"people/{hughes}"))
    yield look("authority_leaves", "hughes", there("hughes", f"people/{patel}/leaves"))
    yield look("authority_leaves", "hughes", there("hughes", f"people/{hughes}/leaves"))
    for part in ("validating", "access-pq", "request-pq", "linked-pq"):
        yield look("authority_coordinator", "clarke", there("clarke", f"coordinators/{part}"))
    yield look("authority_ending", "clarke", there("clarke", "ending"))
    yield look("authority_ending", "hughes", there("hughes", "ending"), 403)
    yield look("authority_care", "kowalska", there("kowalska", "care"), 403)
    yield look("authority", "clarke", at(people, "clarke", f"authorities/{ref}"))
    yield from _wrong(people, look, there, patel)


def _wrong(people: Network, look: Callable[..., Any], there: Callable[[str, str], str], patel: object) -> Iterator[Any]:
    request = {"request": str(new_ref(NOW))}
    data = request | {"email": "nobody", "website": "nowhere", "expected": "1", "do": "save"}
    yield look("authority_data", "hughes", there("hughes", "data"), 422, data)
    yield look("authority_data", "clarke", there("clarke", "data"), 422, data | {"names.0.text": ""})
    ticked = {"list": "pq.professions", "pq.professions": "alchemist"}
    yield look("authority_competences", "hughes", there("hughes", "competences"), 422, request | ticked)
    yield look("authority_enter", "hughes", there("hughes", "people/new"), 422, request | {"do": "enter"})
    taken = {"do": "enter", "name": "X", "email": "taylor@gb-pharmacists.example", "language_of_person": "en"}
    yield look("authority_enter", "hughes", there("hughes", "people/new"), 422, request | taken)
    away = {"do": "absence", "since": "some day", "right": "pq.handler"}
    yield look("authority_person", "hughes", there("hughes", f"people/{patel}"), 422, request | away)
    yield look("authority_leaves", "hughes", there("hughes", f"people/{patel}/leaves"), 422, request)
    yield look("authority_access", "clarke", there("clarke", "access"), 422, request | {"do": "grant:pq.authority"})
    yield look(
        "authority_coordinator", "clarke", there("clarke", "coordinators/access-pq"), 422, request | {"do": "give"}
    )
    heir = _own(people, "clarke")
    for how in ("merged", "split", "closed", "deactivated"):
        chosen = request | {"how": how, "known": heir, "after-all": heir}
        yield look("authority_ending", "clarke", there("clarke", "ending"), 200, chosen | {"do": "look"})
    merged = request | {"how": "merged", "known": heir, "after-all": heir, "do": "check"}
    yield look("authority_ending", "clarke", there("clarke", "ending"), 200, merged)
    yield look("authority_ending", "clarke", there("clarke", "ending"), 422, request | {"how": "split", "do": "check"})


def _own(people: Network, who: str) -> str:
    return str(people.authorities[people.people[who].authority])
