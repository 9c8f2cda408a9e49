from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterpart.core.definitions.forms import FormField
from counterpart.web.reading import FormRead
from counterpart.web.showing.options import Option, are_buttons, countries, currencies, options_of, with_chosen
from counterpart.web.showing.saying import Named
from tests.web.showing.stage import around, drawn, every_field, odd, saying_of, shown


def field(type: str, **more: object) -> FormField:
    return FormField.model_validate({"label": "L", "type": type, "personal": "no"} | more)


def labels(field_: FormField, language: str = "en") -> list[str]:
    found = options_of(saying_of(language=language), field_, around(odd()))
    assert found is not None
    return [option.label for option in found]


def test_countries_of_the_world_stand_in_the_reader_s_alphabet() -> None:
    polish = labels(field("country"), "pl")
    assert len(polish) > 240
    assert polish.index("Luksemburg") < polish.index("Łotwa") < polish.index("Malta")
    assert {"EU", "ZZ", "XA"}.isdisjoint(countries("en"))


def test_members_are_those_of_the_network_or_of_a_group_of_it() -> None:
    assert "Poland" in labels(field("member"))
    assert set(labels(field("members", **{"in": ["EU"]}))) < set(labels(field("member")))


def test_a_list_in_the_alphabet_is_put_into_the_reader_s_and_its_last_code_stays_last() -> None:
    said = saying_of(language="pl")
    words = {"code.trades.actuary": "Żaglomistrz", "code.trades.other": "Inny zawód", "code.trades.baker": "Łucznik"}
    speaking = replace(said, speaker=replace(said.speaker, said=words))
    found = options_of(speaking, field("code", list="trades"), around(odd()))
    assert found is not None
    assert [one.label for one in found][-4:] == ["Hatter", "Łucznik", "Żaglomistrz", "Inny zawód"]


def test_a_list_with_an_order_of_its_own_keeps_it() -> None:
    assert labels(field("codes", list="grades")) == ["Low", "Middle", "High"]


def test_few_or_long_possibilities_are_buttons_and_many_short_ones_a_list() -> None:
    assert are_buttons([Option(str(n), "x") for n in range(5)])
    assert not are_buttons([Option(str(n), "x") for n in range(6)])
    assert are_buttons([Option(str(n), "x" * 60) for n in range(8)])
    assert not are_buttons([Option(str(n), "x" * 60) for n in range(20)])


def test_what_was_chosen_once_and_is_not_offered_any_more_is_still_shown() -> None:
    found = with_chosen([Option("low", "Low")], ["ended"], saying_of(), field("code", list="grades"))
    assert [(one.value, one.label, one.chosen) for one in found] == [
        ("low", "Low", False), ("ended", "Ended (not in the list)", True),
    ]  # fmt: skip


def test_currencies_are_those_of_the_network_and_the_one_that_stands_there() -> None:
    codes = {one.value for one in currencies(saying_of())}
    assert {"EUR", "PLN", "SEK"} <= codes
    assert "BTN" not in codes
    assert [one.label for one in currencies(saying_of(language="de"), "PLN") if one.chosen] == [
        "PLN – Polnischer Złoty"
    ]


class Archive:
    """Two files and an authority, as a page knows them."""

    def named(self, field: FormField, value: str, /) -> Named | None:
        known = {"ref-1": Named("Diploma.pdf", "en", "/files/1"), "PL/7": Named("Izba Aptekarska", "pl")}
        return known.get(value)

    def choices(self, field: FormField, /) -> Sequence[tuple[str, Named]] | None:
        return [("ref-1", Named("Diploma.pdf", "en"))] if field.type == "files" else None


def test_files_authorities_and_exchanges_are_named_by_whoever_knows_them() -> None:
    said = replace(saying_of(language="de"), lookups=Archive())
    form = shown({"paper": "ref-1", "authority": "PL/7", "papers": ["ref-1", "gone"]}, said=said, read=FormRead())
    fields = every_field(form)
    gone = said.words.gettext("%(name)s (not in the list)", name="gone")
    assert [(one.label, one.chosen) for one in fields["f-paper"].options] == [("Diploma.pdf", True)]
    assert [one.label for one in fields["f-papers"].options] == ["Diploma.pdf", gone]
    assert (fields["f-authority"].value, fields["f-authority"].echo) == ("PL/7", "Izba Aptekarska")
    assert fields["f-authority"].choose == "choose:f-authority"
    assert 'type="file" name="f-papers:upload" multiple' in drawn(form)
