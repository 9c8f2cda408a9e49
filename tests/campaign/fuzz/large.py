"""Packages as large as the limits allow, or larger: what they cost must grow with their size, not with its square."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.campaign.fuzz.places import Place

FORM = "forms/matter.yaml"
REQUEST = "procedures/request.yaml"
HEAD = "procedure: request\ntitle: T\nsubject: matter\nparties: {a: {title: A, role: authority}}\nstart: s0\n"

LARGE: dict[str, Callable[[Place], None]] = {}


def large(make: Callable[[Place], None]) -> Callable[[Place], None]:
    """Keep a package under the name of the function that makes it."""
    LARGE[make.__name__.replace("_", " ")] = make
    return make


def states(number: int, more: str = "") -> str:
    return "".join(f"  s{each}: {{title: State {each}, owner: a{more}}}\n" for each in range(number))


@large
def a_procedure_of_fifteen_hundred_states_extended_four_hundred_times(place: Place) -> None:
    states = "".join(f"  s{each}: {{title: State {each}, owner: requester}}\n" for each in range(1_500))
    place.write(
        "procedures/big.yaml", "procedure: big\nextends: std/request\nsubject: matter\ntitle: B\nstates:\n" + states
    )
    for each in range(400):
        place.write(f"procedures/p{each}.yaml", f"procedure: p{each}\nextends: big\ntitle: P\n")


@large
def more_tracks_than_a_procedure_may_have(place: Place) -> None:
    tracks = "".join(f"  t{each}: {{extends: std/alert.delivery, title: T}}\n" for each in range(2_000))
    place.append(REQUEST, "tracks:\n" + tracks)


@large
def more_procedures_than_a_module_may_inherit(place: Place) -> None:
    for each in range(1_500):
        place.write(
            f"procedures/p{each}.yaml", f"procedure: p{each}\nextends: std/request\ntitle: P\nsubject: matter\n"
        )


@large
def a_machine_where_everything_leads_everywhere(place: Place) -> None:
    actions = "".join(f"  a{each}: {{title: Do, by: a, from: '*', to: s{each}}}\n" for each in range(130))
    place.write(
        REQUEST,
        f"{HEAD}states:\n{states(130, ', due: 5 days')}  e: {{title: E, final: true}}\n"
        f"actions:\n  z: {{title: E, by: a, from: '*', to: e}}\n{actions}",
    )


@large
def more_states_and_actions_than_a_file_may_hold(place: Place) -> None:
    actions = "".join(f"  a{each}: {{title: Do, by: a, from: s{each}, to: s{each + 1}}}\n" for each in range(1_500))
    place.write(REQUEST, f"{HEAD}states:\n{states(1_500)}  s1500: {{title: E, final: true}}\nactions:\n{actions}")


@large
def a_thousand_misspeltstates(place: Place) -> None:
    actions = "".join(f"  a{each}: {{title: Do, by: a, from: sx{each}, to: tx{each}}}\n" for each in range(1_000))
    place.write(REQUEST, f"{HEAD}states:\n{states(1_500)}actions:\n{actions}")


@large
def fifteen_hundred_misspelt_fields(place: Place) -> None:
    fields = (
        f"  field_{each}: {{label: L, type: text, personal: no, show_if: feild_{each} == 'x'}}\n"
        for each in range(1_500)
    )
    place.write(FORM, "form: matter\ntitle: T\nfields:\n" + "".join(fields))


@large
def five_thousand_unknown_keys(place: Place) -> None:
    place.append("module.yaml", "".join(f"titlex{each}: 1\n" for each in range(5_000)))


@large
def names_as_long_as_a_file(place: Place) -> None:
    """Two names of ninety thousand bytes that are nearly alike: comparing them must not be tried."""
    name = "".join(chr(0x4E00 + each * 7 % 500) for each in range(30_000))
    place.append("module.yaml", f"  ? {name}a\n  : '^1.0'\n")
    place.change(REQUEST, "std/request", f"b{name}/request")


@large
def fifteen_hundred_questions_that_hang_on_others(place: Place) -> None:
    tree = (
        f"  - {{q: q{each}, text: 'Is {{mater}} so?', answer: yes_no, follow_if: answers.p{each} == 'yes'}}\n"
        for each in range(1_500)
    )
    place.write("questions/first.yaml", "questionset: first\ntitle: T\ntree:\n" + "".join(tree))


@large
def code_lists_of_nine_thousand_codes(place: Place) -> None:
    for name in range(8):
        codes = "".join(f"code{each},Label {each}\n" for each in range(9_000))
        place.write(f"codelists/c{name}.csv", f"code,label\n{codes}")
    fields = "".join(
        f"  f{each}: {{label: L, type: code, list: cx{each}, personal: no}}\n"
        f"  g{each}: {{label: L, type: code, list: c0, personal: no, show_if: g{each} == 'codex{each}'}}\n"
        for each in range(150)
    )
    place.change(FORM, "placeholders:", f"{fields}placeholders:")


@large
def five_hundred_conditions_of_four_hundred_signs(place: Place) -> None:
    condition = json.dumps(" || ".join(["title == 'a'"] * 22))
    fields = "".join(
        f"  f{each}: {{label: L, type: text, personal: no, show_if: {condition}}}\n" for each in range(500)
    )
    place.change(FORM, "placeholders:", f"{fields}placeholders:")


@large
def three_hundred_scenarios(place: Place) -> None:
    text = (place.module / "scenarios" / "first.yaml").read_text(encoding="utf-8")
    for each in range(300):
        place.write(f"scenarios/s{each}.yaml", text)


@large
def six_thousand_libraries_that_there_are_not(place: Place) -> None:
    place.append("module.yaml", "".join(f"  lib{each}: '^1.0'\n" for each in range(6_000)))


@large
def nine_thousand_languages(place: Place) -> None:
    languages = ", ".join(
        f"{chr(97 + each % 26)}{chr(97 + each // 26 % 26)}{chr(97 + each // 676)}" for each in range(9_000)
    )
    place.change("module.yaml", "[en, pl]", f"[en, {languages}]")
