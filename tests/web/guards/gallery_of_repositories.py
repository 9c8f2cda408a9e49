"""The pages of repositories, of open data and of questions to registers, in each of their looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from counterpart.foundation.actor import Actor
from counterpart.repositories.actions.importing import begin_entries
from tests.exchanges.stories import asked
from tests.network import Network
from tests.repositories.licences import AREA, AUTHORITY, LICENCE, install_licences, licensed
from tests.repositories.registers import REGISTER, published
from tests.web.visitors import at

Make = Callable[..., Any]
WHO = "archivist"
"""Somebody of a Polish office that keeps registers and grants licences."""
REQUEST = "019cadc6-0000-7000-8000-0000000000{:02d}"
DRIVING = "driving-licence"
QUESTION = {"f-issued_by": "GR", "f-number": "12345678-Z", "f-reason": "exchange"}
LOOKED_UP = {"f-surname": "Wójcik", "f-birth_date": "3.5.1979", "purpose": "roadside_check"}


def repositories(people: Network, look: Make, met: dict[str, Actor] | None = None) -> Iterator[Any]:
    """Yield the pages; `look` makes one of a name, a reader, an address, a status and a form.

    Whoever is `WHO` in it is put into `met`.
    """
    yield look("open_data_overview", None, "/open-data")
    yield look("repositories", "taylor", at(people, "taylor", "repositories"))
    install_licences()
    somebody = people.newcomer("PL", ("registers", "authority"), AUTHORITY, (DRIVING, "authority"))[1]
    if met is not None:
        met[WHO] = somebody
    number, handed_in = _laid(somebody)

    def here(address: str) -> str:
        return f"/for/{somebody.authority_id}/{address}"

    registers, ask = here("repositories/registers/entry"), here(f"look-up/{AREA}/{LICENCE}/holds_one")
    lists = here("lists/registers/entry")
    yield look("open_data_overview", None, "/open-data")
    yield look("repositories", WHO, here("repositories"))
    for query in ("", "?q=company", "?q=zzzzqqqq", "?f-kind=companies&country=PL"):
        yield look("repository", WHO, f"{registers}{query}")
    yield look("entry", WHO, f"{registers}/{number}")
    yield look("repository", WHO, here(f"repositories/{AREA}/{LICENCE}"))
    yield look("look_up", WHO, ask)
    yield look("look_up", WHO, ask, 200, LOOKED_UP | {"request": REQUEST.format(1)})
    yield look("look_up", WHO, ask, 200, LOOKED_UP | {"f-surname": "Nobody", "request": REQUEST.format(2)})
    yield look("look_up", WHO, ask, 422, {"f-surname": "", "f-birth_date": "x", "request": REQUEST.format(3)})
    for _ in range(2):
        people.newcomer("GR", (DRIVING, "register"))
    question = here(f"ask/{DRIVING}/details")
    yield look("ask", WHO, question)
    yield look("ask", WHO, question, 422, {"f-number": "§", "request": REQUEST.format(6)})
    yield look("ask", WHO, question, 422, QUESTION | {"request": REQUEST.format(7)})
    yield look("entries_import", WHO, lists)
    yield look("entries_import", WHO, lists, 422, {"request": REQUEST.format(4)})
    wrong = SimpleUploadedFile("list.csv", b"name,kind\n,boats\n")
    yield look("entries_import", WHO, lists, 422, {"request": REQUEST.format(5), "list": wrong})
    yield look("entries_import_state", WHO, here(f"lists/{handed_in}"))


def _laid(somebody: Actor) -> tuple[str, str]:
    """Lay a register, a licence and a list that is being entered; return number and ref of the first and last."""
    register = published(somebody)
    licensed(somebody)
    return register.number, str(begin_entries(somebody, asked(), "registers", "entry", [REGISTER] * 3, publish=False))
