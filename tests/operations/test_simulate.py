from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.calling import call
from tests.operations.conftest import changed

STORY = "permits/scenarios/answer.yaml"


def second_story(area: Path, name: str = "dropped") -> None:
    text = (area / STORY).read_text(encoding="utf-8").replace("An answer", "No answer")
    (area / "permits" / "scenarios" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_each_scenario_has_a_line_and_the_last_one_counts(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "simulate", "permits")
    assert called.status == 0
    assert called.lines == ["  ok    answer: An answer", "1 scenario ok, 0 failed"]


def test_the_trace_shows_everything_with_its_local_time(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = call(capsys, "simulate", "permits", "-v").lines
    assert "          2026-03-02 09:00 CET  move     begins: draft   due 2026-05-01" in lines
    assert "          2026-03-02 08:00 GMT  move     send (requester AA): draft → sent   due 2026-03-09" in lines
    assert "          2026-03-02 08:00 GMT  tell     board is told 'news'" in lines


def test_the_trace_shows_what_people_write_and_why_they_are_refused(
    area: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "  - {as: responder, answer: {valid: 'no'}}\n  - {do: amend, as: requester, refused: a reason is missing}\n"
    (area / STORY).write_text((area / STORY).read_text(encoding="utf-8") + more, encoding="utf-8")
    lines = call(capsys, "simulate", "permits", "-v").lines
    assert "          2026-03-02 08:00 GMT  answer   responder: valid" in lines
    assert lines[-2].endswith("refused  requester: amend, because reason_missing: Give a reason.")


def test_a_failure_is_told_with_place_state_date_and_the_last_steps(
    area: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = changed(area, "expect: sent", "expect: answered", file=STORY)
    called = call(capsys, "simulate", "permits")
    assert called.status == 1
    assert called.lines == [
        "  FAIL  answer: An answer",
        f"        {STORY}:{line}:5: expected the state 'answered'",
        "        but it is 'sent'",
        "        state 'sent', due 2026-03-09; the last steps:",
        "          2026-03-02 09:00 CET  move     begins: draft   due 2026-05-01",
        "          2026-03-02 08:00 GMT  move     send (requester AA): draft → sent   due 2026-03-09",
        "0 scenarios ok, 1 failed",
    ]


@pytest.mark.parametrize("name", ["dropped", "dropped.yaml", "No answer"])
def test_one_scenario_is_chosen_by_its_file_or_title(area: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    second_story(area)
    assert call(capsys, "simulate", "permits", "--scenario", name).lines == [
        "  ok    dropped: No answer",
        "1 scenario ok, 0 failed",
    ]


def test_a_scenario_that_is_not_there_is_a_wrong_call(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "simulate", "permits", "--scenario", "answr")
    assert called.status == 2
    assert called.error == "error: there is no scenario 'answr'\n    -> did you mean 'answer'?\n"


def test_a_path_may_be_one_scenario_file(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second_story(area)
    assert call(capsys, "simulate", STORY).lines[0] == "  ok    answer: An answer"
    both = call(capsys, "simulate", STORY, "permits/scenarios/dropped.yaml").lines
    assert both[-1] == "2 scenarios ok, 0 failed"
    assert call(capsys, "simulate", STORY, "permits").lines[-1] == "2 scenarios ok, 0 failed"


def test_the_scenario_of_a_one_file_module_finds_its_module(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (area / "scenarios").mkdir()
    (area / "passes.yaml").write_bytes((area / "permits" / "module.yaml").read_bytes())
    (area / "scenarios" / "passes-one.yaml").write_bytes((area / STORY).read_bytes())
    called = call(capsys, "simulate", "scenarios/passes-one.yaml")
    assert called.lines == ["  ok    passes-one: An answer", "1 scenario ok, 0 failed"]
    (area / "scenarios" / "other.yaml").write_bytes((area / STORY).read_bytes())
    assert call(capsys, "simulate", "scenarios/other.yaml").status == 2


def test_what_the_engine_could_not_run_is_told_and_not_played(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(area, "start: draft", "start: drft")
    called = call(capsys, "simulate", "permits")
    assert called.status == 1
    assert any("error M001" in line for line in called.lines)
    assert called.lines[-1] == "0 scenarios ok, 0 failed; 1 module with mistakes in the way"


def test_mistakes_that_the_engine_does_not_meet_stand_in_nobodys_way(
    area: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(area, "erase_after: 3 years, basis: Rule 4", "erase_after: 3 working days, basis: Rule 4")
    assert call(capsys, "check", "permits").status == 1
    assert call(capsys, "simulate", "permits").status == 0


def test_a_scenario_with_a_misspelt_name_fails_and_the_others_are_played(
    area: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second_story(area)
    changed(area, "do: send", "do: sned", file=STORY)
    called = call(capsys, "simulate", "permits")
    assert called.status == 1
    assert any(line.startswith(f"{STORY}:") and "did you mean" not in line for line in called.lines)
    assert "    -> did you mean 'send'?" in called.lines
    assert "  ok    dropped: No answer" in called.lines


def test_a_module_without_scenarios_is_no_failure(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (area / STORY).unlink()
    called = call(capsys, "simulate", "permits", "network.yaml")
    assert (called.status, called.lines) == (0, ["0 scenarios ok, 0 failed"])


def test_machines_get_json(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second_story(area)
    line = changed(area, "expect: sent", "expect: answered", file=STORY)
    called = call(capsys, "simulate", "permits", "--json")
    assert called.status == 1
    [module] = called.data["modules"]
    failed, well = module["scenarios"]
    assert (failed["file"], failed["ok"], well["ok"]) == (STORY, False, True)
    assert well["failure"] is None
    assert failed["failure"] == {
        "file": STORY,
        "line": line,
        "column": 5,
        "expected": "the state 'answered'",
        "found": "it is 'sent'",
        "state": "sent",
        "due": "2026-03-09",
    }
    assert well["trace"][1] == {
        "at": "2026-03-02T08:00:00+00:00",
        "local": "2026-03-02 08:00 GMT",
        "exchange": "",
        "kind": "move",
        "words": "send (requester AA): draft → sent",
        "due": "2026-03-09",
    }
