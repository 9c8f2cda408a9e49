from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.definitions.forms import FormField
from counterpart.core.errors import NotFound
from counterpart.core.texts import speaker_for
from tests.core.texts.packages import HEADER, LIBRARY, PROFILE, entry, loaded, written

SMITH = {"title": "mr", "given_names": "John", "surname": "Smith", "profession": "pharmacist"}
PATTERN = "{title} {given_names} {surname|upper}"
REGULATED = "Is the profession {profession} regulated?"
LIBRARY_PL = (
    entry("code.titles.mr", "Mr", "Pan")
    + entry("procedure.request.state.sent", "Request sent", "Wniosek wysłany")
    + entry("form.person.surname.label", "Surname", "Nazwisko")
)
OWN_PL = (
    entry("code.professions.pharmacist", "pharmacist", "farmaceuta")
    + entry("question.regulated.text", REGULATED, "Czy zawód {profession} jest regulowany?")
    + entry("question.national.text", "Is {person} a national?", "Czy {person} jest obywatelem?")
)  # fmt: skip


def test_a_question_names_person_and_profession_in_brackets(tmp_path: Path) -> None:
    english = speaker_for(loaded(written(tmp_path)), "en")
    assert english.question("regulated", "professional", SMITH) == "Is the profession [pharmacist] regulated?"
    assert english.question("national", "professional", SMITH) == "Is [Mr John SMITH] a national?"


def test_the_other_side_reads_it_in_its_own_language(tmp_path: Path) -> None:
    polish = speaker_for(loaded(written(tmp_path, own=OWN_PL, library=LIBRARY_PL)), "pl")
    assert polish.question("regulated", "professional", SMITH) == "Czy zawód [farmaceuta] jest regulowany?"
    assert polish.question("national", "professional", SMITH) == "Czy [Pan John SMITH] jest obywatelem?"


def test_a_translator_may_turn_the_order_around(tmp_path: Path) -> None:
    turned = entry("form.person.placeholder.person", PATTERN, "{surname|upper} {given_names} {title}")
    area = loaded(written(tmp_path, own=OWN_PL, library=LIBRARY_PL + turned))
    assert (
        speaker_for(area, "pl").question("national", "professional", SMITH) == "Czy [SMITH John Pan] jest obywatelem?"
    )


def test_inherited_texts_use_the_translation_of_the_template(tmp_path: Path) -> None:
    polish = speaker_for(loaded(written(tmp_path, library=LIBRARY_PL)), "pl")
    assert polish.text("procedure.enquiry.state.sent") == "Wniosek wysłany"
    assert polish.text("form.professional.surname.label") == "Nazwisko"


def test_what_is_stale_fuzzy_or_missing_is_said_in_english(tmp_path: Path) -> None:
    stale = entry("procedure.request.state.sent", "Request was sent", "Wysłano")
    fuzzy = entry("form.person.surname.label", "Surname", "Nazwisko", fuzzy=True)
    polish = speaker_for(loaded(written(tmp_path, library=stale + fuzzy)), "pl")
    assert polish.text("procedure.enquiry.state.sent") == "Request sent"
    assert polish.text("form.professional.surname.label") == "Surname"
    assert polish.text("procedure.enquiry.state.closed") == "Closed"


def test_blocked_data_are_three_dots(tmp_path: Path) -> None:
    english = speaker_for(loaded(written(tmp_path)), "en")
    assert english.question("national", "professional", {}) == "Is […] a national?"
    assert english.question("national", "professional", {"title": "ms"}) == "Is [Ms] a national?"


def test_values_are_said_in_the_words_of_the_reader(tmp_path: Path) -> None:
    area = loaded(written(tmp_path, own=OWN_PL))
    fields = area.definition.forms["professional"].fields
    polish = speaker_for(area, "pl")
    assert polish.value(fields["profession"], "pharmacist") == "farmaceuta"
    assert polish.value(fields["nationality"], "GB") == "Wielka Brytania"
    assert polish.value(fields["born"], "1976-12-15") == "15 gru 1976"
    assert speaker_for(area, "en").value(fields["nationality"], "GB") == "United Kingdom"


def test_a_code_that_is_no_longer_listed_is_shown_as_it_is(tmp_path: Path) -> None:
    assert speaker_for(loaded(written(tmp_path)), "en").code("professions", "alchemist") == "alchemist"


def test_a_date_that_is_none_is_shown_as_it_was_written(tmp_path: Path) -> None:
    area = loaded(written(tmp_path))
    born = area.definition.forms["professional"].fields["born"]
    assert speaker_for(area, "en").value(born, "about 1976") == "about 1976"


def test_an_address_that_does_not_exist_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"question\.unknown\.text"):
        speaker_for(loaded(written(tmp_path)), "en").text("question.unknown.text")


def test_the_network_says_what_it_calls_its_members_and_what_it_adds_to_persons(tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_text(PROFILE, encoding="utf-8")
    said = entry("word.supervisor", "Council", "Rada") + entry("member.AX", "Axia", "Aksja")
    said += entry("person_form.birth_name.label", "Surname at birth", "Nazwisko rodowe")
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "pl.po").write_text(HEADER + said, encoding="utf-8")
    library = LIBRARY.replace(
        "    title: Person\n", "    title: Person\n    core: http://www.w3.org/ns/person#Person\n"
    )
    path = written(tmp_path, own=OWN_PL, library=LIBRARY_PL)
    (tmp_path / "std" / "module.yaml").write_text(library, encoding="utf-8")
    polish = speaker_for(loaded(path), "pl")
    state = FormField(label="State", type="member", personal="no")
    assert polish.words == {"member": "state", "members": "states", "supervisor": "Rada"}
    assert polish.text("form.professional.birth_name.label") == "Nazwisko rodowe"
    assert [polish.value(state, code) for code in ("AX", "PL", "XX")] == ["Aksja", "Polska", "XX"]
