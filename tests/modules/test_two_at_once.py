"""Two who install at the same time come one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.db import connections

from counterpart.core.errors import CounterpartError
from counterpart.modules.actions.installing import Installed, install
from counterpart.modules.packages import Consignment
from tests.database.servers import Server
from tests.modules.permits import OPERATOR, asked, changed, consignment, stored


def _install_at_once(*packed: Consignment) -> list[Installed | str]:
    """Install consignments, each in a thread of its own; return what became of them, for refusals the code."""
    together = Barrier(len(packed))

    def one(consignment: Consignment) -> Installed | str:
        together.wait()
        try:
            return install(OPERATOR, asked(), consignment)
        except CounterpartError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(packed)) as pool:
        return list(pool.map(one, packed))


def test_of_two_who_install_the_same_one_is_told_that_it_is_there(modules: Server, areas: Path) -> None:
    packed = consignment(areas, "basics", "permits")
    done = _install_at_once(packed, packed)
    assert sorted(one if isinstance(one, str) else "installed" for one in done) == ["already_installed", "installed"]
    assert stored("select module, version from modules_version order by module") == [
        ("basics", "1.0.0"),
        ("permits", "1.0.0"),
    ]


def test_of_two_versions_only_those_that_follow_one_another_are_installed(modules: Server, areas: Path) -> None:
    first = consignment(areas, "permits")
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"))
    other = consignment(areas, "permits")
    done = _install_at_once(first, other)
    assert sorted(one if isinstance(one, str) else "installed" for one in done) == ["installed", "module_version"]
    assert stored("select count(*) from modules_version") == [(1,)]


def test_two_modules_installed_at_once_are_both_there(modules: Server, areas: Path) -> None:
    basics, permits = consignment(areas, "basics"), consignment(areas, "permits")
    done = _install_at_once(basics, permits)
    assert all(isinstance(one, Installed) for one in done)
    assert stored("select count(*) from modules_version") == [(2,)]
    assert stored("select count(*) from modules_network") == [(1,)]
    assert stored("select n from modules_edition") == [(2,)]
