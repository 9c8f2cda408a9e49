from __future__ import annotations

from pathlib import Path

import polib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpart.core.composing import load_network
from counterpart.core.findings import Findings
from counterpart.core.texts import (
    check_profile_translations,
    check_translations,
    own_units,
    read_catalogue,
    template_of,
    units_of,
    updated,
)
from tests.core.texts.packages import HEADER, MODULE, PROFILE, entry, loaded, written

QUESTION = "Is {person} a national?"


def codes(path: Path) -> list[str]:
    findings = Findings()
    check_translations(loaded(path), findings)
    return [finding.code for finding in findings]


def test_a_module_lists_what_it_wrote_and_not_what_it_inherited(tmp_path: Path) -> None:
    area = loaded(written(tmp_path))
    own = {unit.address for unit in own_units(area)}
    assert {"form.professional.title", "procedure.enquiry.title", "question.national.text"} <= own
    assert "procedure.enquiry.state.sent" in {unit.address for unit in units_of(area.definition)}
    assert not {"procedure.enquiry.state.sent", "form.professional.surname.label", "code.titles.mr"} & own


def test_every_text_has_an_address_of_its_own(tmp_path: Path) -> None:
    addresses = [unit.address for unit in units_of(loaded(written(tmp_path)).definition)]
    assert len(addresses) == len(set(addresses))


def test_a_stale_translation_is_found_at_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, own=entry("question.national.text", "Is {person} a citizen?", "Czy {person}?"))
    findings = Findings()
    check_translations(loaded(path), findings)
    (stale,) = [finding for finding in findings if finding.code == "I003"]
    assert stale.position.line > 1
    assert stale.hint == f"now: {QUESTION}"


def test_a_lost_placeholder_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, own=entry("question.national.text", QUESTION, "Czy jest obywatelem?"))
    assert "I004" in codes(path)


def test_a_foreign_placeholder_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, own=entry("question.national.text", QUESTION, "Czy {person} {profession}?"))
    assert "I004" in codes(path)


def test_a_missing_file_and_a_missing_translation_are_said(tmp_path: Path) -> None:
    assert codes(written(tmp_path)) == ["I002"]
    own = entry("question.national.text", QUESTION, "Czy {person} jest obywatelem?")
    assert codes(written(tmp_path, own=own)) == ["I006"]


def test_a_translation_of_nothing_is_said(tmp_path: Path) -> None:
    assert "I005" in codes(written(tmp_path, own=entry("question.gone.text", "Gone?", "Nie ma?")))


def test_an_address_translated_twice_is_an_error(tmp_path: Path) -> None:
    twice = entry("question.national.text", QUESTION, "Czy {person}?") * 2
    assert "I008" in codes(written(tmp_path, own=twice))


def test_a_misspelt_placeholder_in_english_is_found(tmp_path: Path) -> None:
    module = MODULE.replace("Is {person} a national?", "Is {person a national?")
    assert "I009" in codes(written(tmp_path, module=module))


def test_a_live_module_may_not_lack_a_translation(tmp_path: Path) -> None:
    path = written(tmp_path, module=MODULE.replace("version: 1.0.0", "version: 1.0.0\nstatus: live"))
    findings = Findings()
    check_translations(loaded(path), findings)
    assert [finding.code for finding in findings.errors] == ["I002"]


def test_the_template_brings_a_translation_up_to_date_and_keeps_what_was_done(tmp_path: Path) -> None:
    own = entry("question.national.text", QUESTION, "Czy {person}?") + entry("module.title", "Old title", "Stary")
    area = loaded(written(tmp_path, own=own))
    new = {e.msgctxt: e for e in polib.pofile(updated(area, "pl", HEADER + own))}
    assert new["question.national.text"].msgstr == "Czy {person}?"
    assert new["module.title"].fuzzy
    assert new["form.professional.title"].msgstr == ""
    assert {e.msgctxt for e in polib.pofile(template_of(area))} == set(new)


def test_bringing_it_up_to_date_twice_changes_nothing(tmp_path: Path) -> None:
    area = loaded(written(tmp_path))
    once = updated(area, "pl", "")
    assert updated(area, "pl", once) == once


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_file_however_broken_makes_reading_fail(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.po"
    path.write_text(text, encoding="utf-8", errors="surrogatepass" if text.isascii() else "replace")
    findings = Findings()
    assert read_catalogue(path, "pl", findings).language == "pl"


def test_a_file_that_is_not_a_catalogue_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "pl.po"
    path.write_text('msgid ""\nmsgstr ""\n\nmsgfoo "x"\n', encoding="utf-8")
    findings = Findings()
    read_catalogue(path, "pl", findings)
    (finding,) = findings
    assert (finding.code, finding.position.line) == ("I007", 4)
    path.write_bytes(b'msgid "\xff"')
    read_catalogue(path, "pl", findings)
    assert next(one.message for one in findings) == "not a readable PO file: it is not written in UTF-8"


def test_the_translations_of_a_network_profile_are_checked_as_well(tmp_path: Path) -> None:
    profile = tmp_path / "network.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    (tmp_path / "locale").mkdir()
    said = entry("word.member", "state", "państwo") + entry("word.supervisor", "Old council", "Rada")
    (tmp_path / "locale" / "pl.po").write_text(HEADER + said, encoding="utf-8")
    findings = Findings()
    network = load_network(profile, findings)
    assert network is not None
    (coverage,) = check_profile_translations(network, profile, findings)
    assert (coverage.language, coverage.translated, coverage.units) == ("pl", 1, 6)
    assert [finding.code for finding in findings] == ["I006", "I003"]
