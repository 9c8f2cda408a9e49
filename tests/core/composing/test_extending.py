from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import Source, load_area
from counterpart.core.findings import Findings
from tests.core.composing.packages import IN_TALK, LIBRARY, composed, line_of, module, talk, write


def test_a_procedure_takes_over_everything_of_its_template(tmp_path: Path) -> None:
    area = composed(tmp_path, talk()).whole
    talk_here = area.definition.procedures["talk"]
    assert talk_here == area.libraries[0].definition.procedures["talk"]
    assert talk_here.title == "Talk"


def test_a_module_says_some_things_anew(tmp_path: Path) -> None:
    body = "title: Question\nsubject: refusal\nstates: {sent: {due: 5 days}}\nactions: {reply: {title: Answer}}\n"
    procedure = composed(tmp_path, talk(body)).whole.definition.procedures["talk"]
    assert procedure.title == "Question"
    assert procedure.states["sent"].due == "5 days"
    assert procedure.states["sent"].remind == ("2 days before",)
    assert procedure.actions["reply"].title == "Answer"
    assert procedure.actions["reply"].by == ("answerer",)


def test_lists_are_replaced_as_a_whole(tmp_path: Path) -> None:
    body = "states: {sent: {remind: [1 days before]}}\nactions: {refuse: {by: [answerer]}}\n"
    procedure = composed(tmp_path, talk(body)).whole.definition.procedures["talk"]
    assert procedure.states["sent"].remind == ("1 days before",)
    assert procedure.actions["refuse"].by == ("answerer",)


def test_null_removes_an_inherited_deadline(tmp_path: Path) -> None:
    body = "states: {sent: {due: null, standing: review every 1 months}}\n"
    state = composed(tmp_path, talk(body)).whole.definition.procedures["talk"].states["sent"]
    assert state.due is None
    assert state.standing is not None


def test_a_null_over_nothing_is_found_with_the_nearest_key(tmp_path: Path) -> None:
    text = talk("states: {sent: {remnd: null}}\n")
    finding = composed(tmp_path, text).only("X002")
    assert finding.message == "nothing called 'states.sent.remnd' to remove in lib/talk"
    assert finding.hint == "did you mean 'states.sent.remind'?"
    assert finding.position.line == line_of(text, "remnd")


def test_the_place_of_an_inherited_entry_is_in_the_template(tmp_path: Path) -> None:
    area = composed(tmp_path, talk("states: {sent: {due: 5 days}}\n")).whole
    inherited = area.at((*IN_TALK, "states", "draft", "title"))
    assert (inherited.file, inherited.line) == ("lib.yaml", line_of(LIBRARY, "title: Draft"))
    assert area.at((*IN_TALK, "states", "sent", "due")).file == "area.yaml"


def test_an_area_knows_where_each_entry_was_written(tmp_path: Path) -> None:
    area = composed(tmp_path, talk("title: Question\nstates: {sent: {due: 5 days}}\n")).whole
    title = (*IN_TALK, "states", "draft", "title")
    assert area.source(title) == Source(title, "lib", "lib/talk")
    assert area.origin(title) == "lib/talk"
    assert area.inherited(title)
    for own in [("title",), ("states", "sent", "due")]:
        assert not area.inherited((*IN_TALK, *own))
        assert area.origin((*IN_TALK, *own)) is None
    assert area.inherited((*IN_TALK, "states", "sent", "owner"))


def test_a_procedure_may_extend_another_of_the_module_under_another_name(tmp_path: Path) -> None:
    text = module(
        """\
        procedures:
          short: {extends: ordinary, title: Short, states: {sent: {due: 2 days}}}
          ordinary: {extends: lib/talk, title: Ordinary, states: {draft: {due: 20 days}}}
        """
    )
    area = composed(tmp_path, text).whole
    short = area.definition.procedures["short"]
    assert (short.states["draft"].due, short.states["sent"].due) == ("20 days", "2 days")
    due = ("procedures", "short", "states", "draft", "due")
    assert area.source(due) == Source(("procedures", "ordinary", "states", "draft", "due"), None, "ordinary")
    title = ("procedures", "short", "states", "draft", "title")
    assert area.source(title) == Source((*IN_TALK, "states", "draft", "title"), "lib", "lib/talk")


def test_a_form_extends_a_form_of_the_library_and_of_the_module(tmp_path: Path) -> None:
    text = module(
        """\
        forms:
          worker: {extends: lib/person, title: Worker, fields: {born_on: {required: true}}}
          nurse:
            extends: worker
            remove: [fields.address.fields.street]
            fields: {ward: {label: Ward, type: text, personal: no}}
        """
    )
    forms = composed(tmp_path, text).whole.definition.forms
    assert forms["nurse"].fields["born_on"].required is True
    assert list(forms["nurse"].fields["address"].fields) == ["town"]
    assert list(forms["worker"].fields["address"].fields) == ["town", "street"]
    assert "ward" in forms["nurse"].fields


def test_one_module_does_not_change_the_template_for_the_next(tmp_path: Path) -> None:
    text = module(
        """\
        procedures:
          bare: {extends: lib/talk, title: Bare, without: [approval, help]}
          full: {extends: lib/talk, title: Full}
        """
    )
    area = composed(tmp_path, text).whole
    assert "approval" not in area.definition.procedures["bare"].states
    assert "approval" in area.definition.procedures["full"].states
    assert "approval" in area.libraries[0].definition.procedures["talk"].states


@pytest.mark.parametrize(
    ("reference", "message", "hint"),
    [
        ("lib/tlak", "no procedure 'lib/tlak'", "did you mean 'lib/talk'?"),
        ("lib/zzz", "no procedure 'lib/zzz'", "procedures: lib/talk"),
        ("lbi/talk", "'uses' names no library 'lbi'", "did you mean 'lib'?"),
        ("area/talk", "'uses' names no library 'area'", "what lies in this module is named without a prefix"),
        ("tlak", "no procedure 'tlak'", "did you mean 'talk'?"),
        ("../lib/talk", "'uses' names no library '../lib'", "did you mean 'lib'?"),
    ],
)
def test_a_template_that_is_not_there_is_one_finding(tmp_path: Path, reference: str, message: str, hint: str) -> None:
    text = module(f"procedures:\n  talk:\n    extends: {reference}\n    states: {{sent: {{due: 5 days}}}}\n")
    result = composed(tmp_path, text)
    assert result.said == [f"X001 {message}"]
    assert result.findings[0].hint == hint
    assert result.findings[0].position.line == line_of(text, "extends")


def test_what_extends_something_broken_is_broken_without_a_finding_of_its_own(tmp_path: Path) -> None:
    text = module(
        """\
        procedures:
          first: {extends: second, title: First}
          second: {extends: third, title: Second}
          third: {extends: lib/tlak, title: Third}
          sound: {extends: lib/talk, title: Sound}
        """
    )
    result = composed(tmp_path, text)
    assert result.codes == ["X001"]
    assert list(result.there.definition.procedures) == ["sound"]
    assert all(result.there.reported(("procedures", name, "states")) for name in ("first", "second", "third"))
    assert not result.there.reported(("procedures", "sound", "states"))


@pytest.mark.parametrize("names", [["one"], ["one", "two"], ["one", "two", "three"]])
def test_a_circle_of_extends_is_found_at_each_of_its_members(tmp_path: Path, names: list[str]) -> None:
    after = [*names[1:], names[0]]
    lines = [f"  {name}: {{extends: {other}, title: T}}\n" for name, other in zip(names, after, strict=True)]
    result = composed(tmp_path, module("procedures:\n" + "".join(lines)))
    assert result.codes == ["X003"] * len(names)
    assert {finding.position.line for finding in result.findings} == {7 + index for index in range(len(names))}
    assert result.findings[0].message == f"procedure 'one' extends itself: {' → '.join([*names, names[0]])}"
    assert result.there.definition.procedures == {}


def test_a_chain_of_extends_is_bounded(tmp_path: Path) -> None:
    chain = [f"  p{index}: {{extends: p{index + 1}, title: T}}\n" for index in range(40)]
    text = module("procedures:\n" + "".join(chain) + "  p40: {extends: lib/talk}\n")
    result = composed(tmp_path, text)
    assert set(result.codes) == {"X004"}


def test_a_chain_that_is_short_enough_is_followed_to_its_end(tmp_path: Path) -> None:
    chain = [f"  p{index}: {{extends: p{index + 1}}}\n" for index in range(6)]
    area = composed(tmp_path, module("procedures:\n" + "".join(chain) + "  p6: {extends: lib/talk}\n")).whole
    assert area.origin(("procedures", "p0", "states", "sent", "title")) == "lib/talk"


@pytest.mark.parametrize("value", ["[lib/talk]", "{lib: talk}", "''", "3"])
def test_extends_names_exactly_one_thing(tmp_path: Path, value: str) -> None:
    result = composed(tmp_path, module(f"procedures:\n  talk:\n    extends: {value}\n"))
    assert result.codes == ["X019"]


@pytest.mark.parametrize("key", ["remove", "without"])
def test_nothing_can_be_removed_where_nothing_is_inherited(tmp_path: Path, key: str) -> None:
    text = module(f"procedures:\n  alone:\n    title: Alone\n    {key}: [states.sent]\n")
    result = composed(tmp_path, text)
    assert result.codes == ["X018"]
    assert result.findings[0].position.line == line_of(text, key)


def test_a_template_in_a_file_that_cannot_be_read_is_not_missed_again(tmp_path: Path) -> None:
    folder = tmp_path / "area"
    (folder / "procedures").mkdir(parents=True)
    write(tmp_path, "lib", LIBRARY)
    write(folder, "module", module("procedures: {short: {extends: ordinary}, mine: {extends: lib/tlak}}\n"))
    write(folder / "procedures", "ordinary", "procedure: ordinary\n  title: [Ordinary\n")
    findings = Findings()
    area = load_area(folder, findings, searched=(tmp_path,))
    assert area is not None
    assert sorted(finding.code for finding in findings) == ["X001", "Y001"]
    assert area.reported(("procedures", "short"))


def test_a_track_of_a_library_that_is_not_there_breaks_its_procedure(tmp_path: Path) -> None:
    result = composed(tmp_path, talk("tracks: {aid: {extends: lbi/talk.help}}\n"))
    assert result.codes == ["X001"]
    assert result.there.definition.procedures == {}


@pytest.mark.parametrize("section", ["procedures", "forms"])
def test_what_is_no_map_is_left_to_the_schema(tmp_path: Path, section: str) -> None:
    result = composed(tmp_path, module(f"{section}: [talk]\n"))
    assert result.codes == ["S011"]
