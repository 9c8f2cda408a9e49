"""Texts have revisions of their own: pages read the newest, evidence keeps that of its day."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import NotFound
from counterpart.modules import memory
from counterpart.modules.judging import What
from counterpart.modules.texts import revision, speaker, voice, wording
from tests.database.servers import Server
from tests.modules.permits import BASICS_PL, changed, installed, stored, translate

PATCH = ("version: 1.0.0", "version: 1.0.1")


def test_a_line_speaks_the_reader_s_language_and_says_the_rest_in_its_own(modules: Server, areas: Path) -> None:
    installed(areas)
    polish = voice("permits", "1.0", "pl")
    assert (polish.language, polish.revision) == ("pl", 1)
    assert polish.speaker.text("module.title") == "Zezwolenia"
    assert polish.speaker.text("procedure.enquiry.state.draft") == "Projekt"
    assert polish.speaker.text("procedure.enquiry.title") == "Question about a permit"
    assert speaker("permits", "1.0", "en").text("module.title") == "Permits"


def test_a_language_that_the_line_does_not_have_is_answered_in_its_own(modules: Server, areas: Path) -> None:
    installed(areas)
    french = voice("permits", "1.0", "fr-BE")
    assert (french.language, french.revision) == ("en", 1)
    assert french.speaker.language == "fr-BE"
    assert french.speaker.text("module.title") == "Permits"
    assert voice("permits", "1.0", "pl-PL").language == "pl"


def test_a_speaker_costs_two_statements_when_cold_and_none_when_warm(modules: Server, areas: Path) -> None:
    installed(areas)
    memory.edition()
    with memory.steady(), CaptureQueriesContext(connection) as cold:
        speaker("permits", "1.0", "pl")
    with memory.steady(), CaptureQueriesContext(connection) as second:
        speaker("permits", "1.0", "en")
    with memory.steady(), CaptureQueriesContext(connection) as warm:
        speaker("permits", "1.0", "pl")
        revision("permits", "1.0", "en")
    assert (len(cold), len(second), len(warm)) == (2, 1, 0)


def test_a_better_wording_reaches_readers_and_the_old_one_stays_evidence(modules: Server, areas: Path) -> None:
    installed(areas)
    asked_in = revision("permits", "1.0", "pl")
    changed(areas / "permits/module.yaml", PATCH)
    translate(areas / "permits", {"module.title": ("Permits", "Pozwolenia")})
    assert installed(areas).modules[1].revisions == {"pl": 2}
    assert voice("permits", "1.0", "pl").speaker.text("module.title") == "Pozwolenia"
    assert revision("permits", "1.0", "pl") == 2
    assert wording("permits", "1.0", "pl", asked_in)["module.title"] == "Zezwolenia"
    assert wording("permits", "1.0", "pl", 2)["module.title"] == "Pozwolenia"


def test_the_wording_of_a_day_is_complete_also_where_it_was_not_translated(modules: Server, areas: Path) -> None:
    installed(areas)
    before = wording("permits", "1.0", "pl", 1)
    assert before["procedure.enquiry.title"] == "Question about a permit"
    changed(areas / "permits/module.yaml", PATCH, ("Question about a permit", "Question about permits"))
    assert installed(areas).modules[1].revisions == {"en": 2, "pl": 2}
    assert wording("permits", "1.0", "pl", 1) == before
    assert wording("permits", "1.0", "pl", 2)["procedure.enquiry.title"] == "Question about permits"


def test_a_revision_of_the_past_is_read_once(modules: Server, areas: Path) -> None:
    installed(areas)
    wording("permits", "1.0", "en", 1)
    with CaptureQueriesContext(connection) as warm:
        wording("permits", "1.0", "en", 1)
    assert len(warm) == 0


def test_what_was_never_written_is_not_found(modules: Server, areas: Path) -> None:
    installed(areas)
    with pytest.raises(NotFound, match="texts_unknown"):
        wording("permits", "1.0", "en", 2)
    with pytest.raises(NotFound, match="line_unknown"):
        speaker("permits", "1.1", "en")


def test_a_patch_of_a_library_revises_the_texts_of_every_line_that_has_it(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "permits/module.yaml", ("due: 5 days", "due: 6 days"), ("version: 1.0.0", "version: 2.0.0"))
    installed(areas)
    changed(areas / "basics/module.yaml", PATCH)
    translate(areas / "basics", {**BASICS_PL, "procedure.enquiry.state.draft": ("Draft", "Szkic")})
    done = installed(areas / "basics")
    assert [(one.module, one.version, one.what, one.revisions) for one in done.modules] == [
        ("basics", "1.0.1", What.VERSION, {"pl": 2}),
        ("permits", "2.0.0", What.TEXTS, {"pl": 2}),
        ("permits", "1.0.0", What.TEXTS, {"pl": 2}),
    ]
    for line in ("1.0", "2.0"):
        assert speaker("permits", line, "pl").text("procedure.enquiry.state.draft") == "Szkic"
        assert speaker("permits", line, "pl").text("module.title") == "Zezwolenia"
        assert wording("permits", line, "pl", 1)["procedure.enquiry.state.draft"] == "Projekt"


def test_another_english_of_a_library_makes_old_translations_stale_in_every_line(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "basics/module.yaml", PATCH, ("draft: {title: Draft", "draft: {title: Being written"))
    installed(areas / "basics")
    assert speaker("permits", "1.0", "en").text("procedure.enquiry.state.draft") == "Being written"
    assert speaker("permits", "1.0", "pl").text("procedure.enquiry.state.draft") == "Being written"
    assert speaker("permits", "1.0", "pl").text("procedure.enquiry.state.sent") == "Wysłane"
    [(untranslated,)] = stored(
        "select untranslated ? 'procedure.enquiry.state.draft' from modules_texts"
        " where module = 'permits' and language = 'pl' order by revision desc limit 1"
    )
    assert untranslated


def test_a_new_line_of_a_library_reaches_nobody_by_itself(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "basics/module.yaml", ("version: 1.0.0", "version: 1.1.0"), ("{title: Draft", "{title: Begun"))
    done = installed(areas / "basics")
    assert [one.module for one in done.modules] == ["basics"]
    assert speaker("permits", "1.0", "en").text("procedure.enquiry.state.draft") == "Draft"


def test_a_module_installed_from_an_older_copy_of_a_library_gets_the_newer_texts(modules: Server, areas: Path) -> None:
    installed(areas)
    old = (areas / "basics/module.yaml").read_text(encoding="utf-8")
    changed(areas / "basics/module.yaml", PATCH, ("draft: {title: Draft", "draft: {title: Being written"))
    installed(areas / "basics")
    (areas / "basics/module.yaml").write_text(old, encoding="utf-8")
    changed(areas / "permits/module.yaml", PATCH, ("title: Permits", "title: All permits"))
    done = installed(areas / "permits")
    assert done.modules[0].revisions == {"en": 3, "pl": 3}
    english = speaker("permits", "1.0", "en")
    assert english.text("module.title") == "All permits"
    assert english.text("procedure.enquiry.state.draft") == "Being written"


def test_a_module_that_comes_with_its_library_s_patch_needs_no_number_of_its_own(modules: Server, areas: Path) -> None:
    installed(areas)
    changed(areas / "basics/module.yaml", PATCH, ("draft: {title: Draft", "draft: {title: Being written"))
    done = installed(areas)
    assert [(one.module, one.version, one.what) for one in done.modules] == [
        ("basics", "1.0.1", What.VERSION),
        ("permits", "1.0.0", What.TEXTS),
    ]
    assert speaker("permits", "1.0", "en").text("procedure.enquiry.state.draft") == "Being written"


def test_the_network_s_words_are_said_in_its_newest_revision(modules: Server, areas: Path) -> None:
    installed(areas)
    assert speaker("permits", "1.0", "pl").words["supervisor"] == "Board"
    (areas / "locale").mkdir()
    translate(areas, {"word.supervisor": ("Board", "Rada"), "member.AA": ("Aland", "Alandia")})
    assert installed(areas).network == 2
    assert speaker("permits", "1.0", "pl").words == {"member": "Member", "members": "Members", "supervisor": "Rada"}
    assert speaker("permits", "1.0", "pl").members == {"AA": "Alandia"}
