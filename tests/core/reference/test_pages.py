from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.core.composing import load_area
from counterpart.core.findings import CODES, Findings
from counterpart.core.reference import codes_page, keys_page, template_page, templates_index
from counterpart.core.reference.codes import FAMILIES
from counterpart.core.reference.tables import table
from counterpart.operations.reference import main, pages

ROOT = Path(__file__).resolve().parents[3]


def test_every_code_has_its_line_and_every_family_its_name() -> None:
    text = codes_page()
    assert [code for code in CODES if f"| `{code}` | {CODES[code].title} |" not in text] == []
    assert {code[0] for code in CODES} <= set(FAMILIES)


def test_the_page_of_keys_says_what_a_state_may_say() -> None:
    text = keys_page()
    for line in ("### State", "| `owner` |", "| `overdue` |", "### Effect", "### Member", "| `time_zone` |"):
        assert line in text


def test_every_model_has_its_keys_also_one_that_holds_itself() -> None:
    parts = keys_page().split("### ")[1:]
    assert [part.partition("\n")[0] for part in parts if "| `" not in part] == []
    assert "| `personal` | `no`, `yes`, `sensitive` |" in keys_page()


def test_a_cell_cannot_break_its_table() -> None:
    assert table(("a",), [("x | y\nz",)]).splitlines()[2] == "| x \\| y z |"


def test_a_template_page_shows_parties_states_actions_and_features() -> None:
    area = load_area(ROOT / "areas" / "std", Findings())
    assert area is not None
    for name, procedure in area.definition.procedures.items():
        text = template_page(area, name)
        assert f"({name}.md)" in templates_index(area)
        for key in (*procedure.parties, *procedure.states, *procedure.actions, *procedure.features, *procedure.clocks):
            assert f"| `{key}` |" in text
        for track in procedure.tracks:
            assert f"## Track `{track}`" in text
        assert "{" not in text


def test_the_pages_in_the_repository_are_those_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_a_page_that_is_out_of_date_is_named_and_then_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--folder", str(tmp_path)]) == 0
    (tmp_path / "codes.md").write_text("old", encoding="utf-8")
    capsys.readouterr()
    assert main(["--check", "--folder", str(tmp_path)]) == 1
    assert "codes.md" in capsys.readouterr().out
    assert (tmp_path / "codes.md").read_text(encoding="utf-8") == "old"
    main(["--folder", str(tmp_path)])
    assert main(["--check", "--folder", str(tmp_path)]) == 0


def test_a_broken_library_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "std").mkdir()
    (tmp_path / "std" / "module.yaml").write_text("format: 2\nmodule: std\nfeilds: {}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="feilds"):
        pages(tmp_path)
