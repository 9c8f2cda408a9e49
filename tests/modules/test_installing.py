"""Installing: everything in one transaction, by version, and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.errors import Conflict, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.refs import new_ref
from counterpart.modules import pins
from counterpart.modules.actions.installing import install
from counterpart.modules.events import NETWORK_STREAM, stream_of
from counterpart.modules.judging import What
from tests.database.servers import Server
from tests.modules.permits import NOW, OPERATOR, asked, changed, consignment, installed, stored

VERSIONS = "select module, version from modules_version order by id"


def test_a_module_its_library_and_the_network_are_installed_at_once(modules: Server, areas: Path) -> None:
    done = installed(areas)
    assert [(one.module, one.version, one.what) for one in done.modules] == [
        ("basics", "1.0.0", What.FIRST),
        ("permits", "1.0.0", What.FIRST),
    ]
    assert done.network == 1
    assert done.modules[1].revisions == {"en": 1, "pl": 1}
    assert stored("select v.module, key from modules_procedure p join modules_version v on v.id = version_id") == [
        ("permits", "enquiry")
    ]
    assert stored("select n from modules_edition") == [(1,)]


def test_the_log_and_the_facts_tell_what_was_installed(modules: Server, areas: Path) -> None:
    installed(areas)
    entries = stored("select stream, action, facts->>'version' from foundation_log_entry")
    assert set(entries) == {
        (NETWORK_STREAM, "revise_network", None),
        (stream_of("basics"), "install", "1.0.0"),
        (stream_of("permits"), "install", "1.0.0"),
    }
    facts = stored("select type, dims->>'module', dims->>'language' from foundation_fact order by id")
    assert facts[0] == ("modules.network_revised", None, None)
    assert facts[-3:] == [
        ("modules.installed", "permits", None),
        ("modules.texts_revised", "permits", "en"),
        ("modules.texts_revised", "permits", "pl"),
    ]


def test_installing_the_same_again_changes_nothing_and_says_so(modules: Server, areas: Path) -> None:
    installed(areas)
    with pytest.raises(Conflict, match="already_installed"):
        installed(areas)
    assert stored("select n from modules_edition") == [(1,)]
    assert stored("select count(*) from foundation_log_entry") == [(3,)]


def test_what_is_installed_already_is_left_alone_beside_what_is_new(modules: Server, areas: Path) -> None:
    install(OPERATOR, asked(), consignment(areas, "basics"))
    done = installed(areas)
    assert [(one.module, one.what) for one in done.modules] == [("basics", What.NOTHING), ("permits", What.FIRST)]
    assert done.network is None


def test_a_change_of_rules_needs_a_greater_number(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"), ("version: 1.0.0", "version: 1.0.1"))
    with pytest.raises(Refused, match=r"module_version\(before=1.0.0, least=2.0.0, .* why=too_small"):
        installed(areas)
    changed(areas / "permits/module.yaml", ("version: 1.0.1", "version: 2.0.0"))
    done = installed(areas)
    assert (done.modules[1].what, done.modules[1].before, done.modules[1].step) == (What.VERSION, "1.0.0", "major")
    assert pins.newest("permits", "enquiry").version == "2.0.0"


def test_the_same_number_with_another_content_is_refused(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "permits/module.yaml", ("title: Permits", "title: All permits"))
    with pytest.raises(Refused, match=r"least=1\.0\.1, .* why=too_small"):
        installed(areas)


def test_another_translation_needs_a_patch(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "permits/locale/pl.po", ("Zezwolenia", "Pozwolenia"))
    with pytest.raises(Refused, match=r"least=1\.0\.1, .* why=too_small"):
        installed(areas)
    changed(areas / "permits/module.yaml", ("version: 1.0.0", "version: 1.0.1"))
    assert installed(areas).modules[1].revisions == {"pl": 2}


def test_an_older_version_is_refused(modules: Server, areas: Path) -> None:
    installed(areas)
    older = consignment(areas, "permits")
    changed(
        areas / "permits/module.yaml", ("title: Permits", "title: All permits"), ("version: 1.0.0", "version: 1.0.1")
    )
    installed(areas)
    with pytest.raises(Refused, match=r"before=1\.0\.1, .* why=older"):
        install(OPERATOR, asked(), older)


def test_one_refused_module_keeps_all_others_out(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "basics/module.yaml", ("title: Basics", "title: The basics"), ("version: 1.0.0", "version: 1.0.1"))
    changed(areas / "permits/module.yaml", ("title: Permits", "title: All permits"))
    with pytest.raises(Refused):
        installed(areas)
    assert stored(VERSIONS) == [("basics", "1.0.0"), ("permits", "1.0.0")]
    assert stored("select max(revision) from modules_texts") == [(1,)]


def test_a_patch_of_an_older_line_does_not_become_the_newest(modules: Server, areas: Path) -> None:
    installed(areas)
    first = (areas / "permits/module.yaml").read_text(encoding="utf-8")
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"), ("version: 1.0.0", "version: 2.0.0"))
    installed(areas)
    (areas / "permits/module.yaml").write_text(first, encoding="utf-8")
    changed(
        areas / "permits/module.yaml", ("title: Permits", "title: All permits"), ("version: 1.0.0", "version: 1.0.1")
    )
    done = installed(areas)
    assert (done.modules[1].what, done.modules[1].before) == (What.VERSION, "1.0.0")
    assert pins.newest("permits", "enquiry").version == "2.0.0"


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind not in (ActorKind.OPERATOR, ActorKind.CLOCK)])
def test_only_the_operator_installs(modules: Server, areas: Path, kind: ActorKind) -> None:
    with pytest.raises(Refused, match="not_operator"):
        install(Actor(kind, new_ref(NOW)), asked(), consignment(areas, "permits"))
    assert stored(VERSIONS) == []


def test_the_same_request_again_has_the_same_outcome(modules: Server, areas: Path) -> None:
    once, packed = asked(), consignment(areas, "basics", "permits")
    assert install(OPERATOR, once, packed) == install(OPERATOR, once, packed)
    assert stored(VERSIONS) == [("basics", "1.0.0"), ("permits", "1.0.0")]
