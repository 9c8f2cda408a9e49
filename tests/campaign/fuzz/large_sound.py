"""Large packages without a mistake: every check is made to its end, walks are taken, and scenarios are played."""

from __future__ import annotations

from collections.abc import Callable

from tests.campaign.fuzz.large import FORM, HEAD, REQUEST, states
from tests.campaign.fuzz.places import Place

SCENARIO = "scenarios/first.yaml"
STORY = (
    "scenario: Of a\nprocedure: request\n"
    "given: {at: 2026-03-02 09:00, parties: {a: AT}, members: [AT, BE], subject: {title: X}}\nsteps:\n"
)
DUE = ", due: 5 days"

SOUND: dict[str, Callable[[Place], None]] = {}


def sound(make: Callable[[Place], None]) -> Callable[[Place], None]:
    """Keep a package under the name of the function that makes it."""
    SOUND[make.__name__.replace("_", " ")] = make
    return make


def _machine(place: Place, number: int, actions: str, more: str = DUE) -> None:
    """Write a procedure of so many states and a last one, `e`."""
    final = "  e: {title: The end, final: true}\n"
    place.write(REQUEST, f"{HEAD}states:\n{states(number, more)}{final}actions:\n{actions}")
    place.write(SCENARIO, STORY + "  - {expect: s0}\n")


@sound
def eleven_hundred_states_in_a_row(place: Place) -> None:
    last = 1_099
    ways = "".join(f"  a{each}: {{title: Do, by: a, from: s{each}, to: s{each + 1}}}\n" for each in range(last))
    _machine(place, last + 1, f"{ways}  z: {{title: End, by: a, from: s{last}, to: e}}\n")
    steps = "".join(f"  - {{do: a{each}, as: a}}\n  - {{expect: s{each + 1}}}\n" for each in range(last))
    place.write(SCENARIO, f"{STORY}{steps}  - {{do: z, as: a}}\n  - {{expect: e}}\n")


@sound
def nine_hundred_automatic_steps(place: Place) -> None:
    last = 899
    ways = "".join(
        f"  a{each}: {{title: Do, auto: true, when: today > '2040-01-01', from: s{each}, to: s{each + 1}}}\n"
        for each in range(last)
    )
    _machine(place, last + 1, f"{ways}  z: {{title: End, by: a, from: '*', to: e}}\n")


@sound
def a_hundred_states_and_ways_from_each_to_each(place: Place) -> None:
    ways = "".join(f"  a{each}: {{title: Do, by: a, from: '*', to: s{each}}}\n" for each in range(100))
    _machine(place, 100, f"{ways}  z: {{title: End, by: a, from: '*', to: e}}\n")


@sound
def fifty_tracks_of_twenty_states(place: Place) -> None:
    inner = "".join(f"      s{each}: {{title: State {each}, owner: m, due: 5 days}}\n" for each in range(19))
    ways = "".join(f"      a{each}: {{title: Do, by: m, from: s{each}, to: s{each + 1}}}\n" for each in range(18))
    tracks = "".join(
        f"  t{each}:\n    title: Track {each}\n    per: authority\n    party: m\n    start: s0\n    ends_with_main: e\n"
        f"    states:\n{inner}      e: {{title: E, final: true, outcome: neutral}}\n"
        f"    actions:\n{ways}      z: {{title: E, by: m, from: s18, to: e}}\n"
        for each in range(50)
    )
    opened = ", ".join(f"{{open: {{track: t{each}, for: m}}}}" for each in range(50))
    _machine(place, 1, f"  z: {{title: End, by: a, from: s0, to: e}}\non_start: [{opened}]\ntracks:\n{tracks}")
    place.change(REQUEST, "parties: {a:", "parties: {m: {title: M, role: authority, many: true, optional: true}, a:")


@sound
def a_thousand_actions_with_guards_in_one_state(place: Place) -> None:
    ways = "".join(
        f"  a{each}: {{title: Do {each}, by: a, from: s0, to: s0, when: subject.title == 'x{each}'}}\n"
        for each in range(1_000)
    )
    _machine(place, 1, f"{ways}  z: {{title: End, by: a, from: s0, to: e}}\n")


@sound
def six_hundred_parties_in_a_row(place: Place) -> None:
    parties = ["a: {title: A, role: authority}"]
    parties += [
        f"p{each}: {{title: P, role: authority, country: same as {f'p{each - 1}' if each else 'a'}, optional: true}}"
        for each in range(600)
    ]
    assigned = ", ".join(f"{{assign: {{party: p{each}, from: choice}}}}" for each in range(600))
    _machine(
        place,
        1,
        f"  b: {{title: Do, by: a, from: s0, to: s0, effects: [{assigned}]}}\n  z: {{title: End, by: a, from: s0, to: e}}\n",
    )
    place.change(REQUEST, "{a: {title: A, role: authority}}", "{" + ", ".join(parties) + "}")


@sound
def eighteen_hundred_fields_that_hang_on_one_another(place: Place) -> None:
    fields = "".join(
        f"  f{each}: {{label: Field {each}, type: text, personal: no, show_if: {f'f{each - 1}' if each else 'title'} == 'x'}}\n"
        for each in range(1_800)
    )
    place.change(FORM, "placeholders:", f"{fields}placeholders:")


@sound
def fifteen_hundred_questions_that_follow_one_another(place: Place) -> None:
    asked = ", follow_if: answers.q{} == 'yes'"
    tree = "".join(
        f"  - {{q: q{each}, text: Is it {each}?, answer: yes_no{asked.format(each - 1) if each else ''}}}\n"
        for each in range(1_500)
    )
    place.write("questions/second.yaml", f"questionset: second\ntitle: Second\ntree:\n{tree}")
    place.change(REQUEST, "[first]", "[first, second]")


@sound
def forty_procedures_that_extend_the_library(place: Place) -> None:
    for each in range(40):
        place.write(
            f"procedures/p{each}.yaml",
            f"procedure: p{each}\nextends: std/request\ntitle: P {each}\nsubject: matter\nquestions: [first]\n",
        )


@sound
def thirteen_thousand_codes_partly_translated(place: Place) -> None:
    for name in range(2):
        codes = "".join(f"code{each},Label {name} {each}\n" for each in range(6_500))
        place.write(f"codelists/c{name}.csv", f"code,label\n{codes}")
    fields = "".join(f"  c{name}: {{label: L, type: code, list: c{name}, personal: no}}\n" for name in range(2))
    place.change(FORM, "placeholders:", f"{fields}placeholders:")
    entries = "".join(
        f'msgctxt "code.c0.code{each}"\nmsgid "Label 0 {each}"\nmsgstr "Nazwa 0 {each}"\n\n' for each in range(2_000)
    )
    head = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    place.write("locale/pl.po", head + entries)


@sound
def two_hundred_scenarios_of_forty_steps(place: Place) -> None:
    there, back = "  a: {title: Do, by: a, from: s0, to: s1}\n", "  b: {title: Do, by: a, from: s1, to: s0}\n"
    _machine(place, 2, f"{there}{back}  z: {{title: End, by: a, from: s0, to: e}}\n")
    steps = "  - {do: a, as: a}\n  - {do: b, as: a}\n" * 20
    for each in range(200):
        place.write(f"scenarios/s{each}.yaml", STORY + steps)


@sound
def a_scenario_of_two_thousand_steps(place: Place) -> None:
    there, back = "  a: {title: Do, by: a, from: s0, to: s1}\n", "  b: {title: Do, by: a, from: s1, to: s0}\n"
    _machine(place, 2, f"{there}{back}  z: {{title: End, by: a, from: s0, to: e}}\n")
    place.write(SCENARIO, STORY + "  - {do: a, as: a}\n  - {do: b, as: a}\n" * 1_000)


@sound
def six_hundred_restricted_fields_for_sixty_parties_in_two_hundred_states(place: Place) -> None:
    fields = "".join(
        f"  f{each}: {{label: Field {each}, type: text, personal: no, visible_to: {{p{each % 60}: [s{each % 200}]}}}}\n"
        for each in range(600)
    )
    place.change(FORM, "placeholders:", f"{fields}placeholders:")
    parties = ", ".join(f"p{each}: {{title: P, role: authority, country: any, optional: true}}" for each in range(60))
    ways = "".join(f"  a{each}: {{title: Do, by: a, from: '*', to: s{each}}}\n" for each in range(200))
    seated = "".join(f"{{assign: {{party: p{each}, from: choice}}}}, " for each in range(60))
    _machine(place, 200, f"{ways}  z: {{title: End, by: a, from: '*', to: e, effects: [{seated}]}}\n")
    place.change(REQUEST, "parties: {a:", "parties: {" + parties + ", a:")


@sound
def seven_hundred_clocks_and_as_many_states(place: Place) -> None:
    number = 700
    clocks = "".join(
        f"  c{each}: {{title: Clock {each}, starts: s{each}, period: 30 days, runs_out: z}}\n" for each in range(number)
    )
    ways = "".join(f"  a{each}: {{title: Do, by: a, from: s{each}, to: s{each + 1}}}\n" for each in range(number - 1))
    _machine(place, number, f"{ways}  z: {{title: End, by: [a, system], from: '*', to: e}}\nclocks:\n{clocks}")


@sound
def eighteen_thousand_fields_in_ten_forms(place: Place) -> None:
    forms = [f"big{number}" for number in range(10)]
    for form in forms:
        fields = "".join(f"  f{each}: {{label: Field {each}, type: text, personal: yes}}\n" for each in range(1_800))
        place.write(f"forms/{form}.yaml", f"form: {form}\ntitle: Big\nfields:\n{fields}")
    filled = "".join(f"  do_{form}: {{title: Do, by: a, from: s0, to: s0, form: {form}}}\n" for form in forms)
    _machine(place, 1, f"{filled}  z: {{title: End, by: a, from: s0, to: e}}\nforms: [{', '.join(forms)}]\n")


@sound
def six_hundred_refusals_that_read_fields_in_five_hundred_states(place: Place) -> None:
    last = 499
    ways = "".join(f"  a{each}: {{title: Do, by: a, from: s{each}, to: s{each + 1}}}\n" for each in range(last))
    needs = "".join(
        f"  n{each}: {{title: Do, by: a, from: '*', to: s0, needs: {{x: {{check: subject.title != 'x{each}', message: No {each}}}}}}}\n"
        for each in range(600)
    )
    _machine(place, last + 1, f"{ways}{needs}  z: {{title: End, by: a, from: '*', to: e}}\n")
    place.change(REQUEST, "start: s0", "visible_to: {personal: {a: always}, matter: {a: always}}\nstart: s0")


@sound
def a_hundred_procedures_that_start_one_another(place: Place) -> None:
    for each in range(100):
        start = ", effects: [{start: {child: c, parties: {a: a}}}]" if each < 99 else ""
        child = f"children: {{c: {{procedure: p{each + 1}, outlives: true}}}}\n" if each < 99 else ""
        place.write(
            f"procedures/p{each}.yaml",
            f"procedure: p{each}\n{HEAD.partition(chr(10))[2]}{child}states:\n{states(100, DUE)}  e: {{title: E, final: true}}\n"
            "actions:\n"
            + "".join(f"  a{way}: {{title: Do, by: a, from: s{way}, to: s{way + 1}}}\n" for way in range(99))
            + f"  z: {{title: E, by: a, from: s99, to: e{start}}}\n",
        )
