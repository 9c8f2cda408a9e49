from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.findings import Findings, Severity
from counterpart.core.reading.codelists import COLUMNS, MISTAKES, CodelistReader, normalise_codelists
from counterpart.core.reading.limits import Limits
from counterpart.core.reading.tree import Branch, position_of
from counterpart.core.reading.yaml_reader import read_yaml
from tests.core.reading.small_packages import PROFESSIONS, only, places


def read(text: str, limits: Limits | None = None) -> tuple[Branch | None, Findings]:
    findings = Findings()
    return CodelistReader(text, "l.csv", findings, limits=limits or Limits()).read(), findings


def inline(text: str) -> tuple[Branch, Findings]:
    """Read a module with code lists and give them their shape."""
    findings = Findings()
    root = read_yaml(text, "m.yaml", findings)
    assert root is not None
    normalise_codelists(root, findings)
    return root, findings


def test_a_list_has_its_codes_with_label_and_free_columns() -> None:
    codes, findings = read(PROFESSIONS)
    assert len(findings) == 0
    assert codes is not None
    assert codes["doctor"] == {"label": "doctor", "isco": "2211", "sector": "health"}
    assert list(codes) == ["doctor", "nurse", "hairdresser"]
    assert position_of(codes, ("hairdresser", "label")).line == 4


def test_codes_may_be_numbers_and_capitals_and_cells_may_be_quoted() -> None:
    codes, findings = read('code,label\nB96,"Car, heavy trailer"\n01,Sight\n2330.1, "the ""old"" one"\nDE-BY,Bavaria\n')
    assert len(findings) == 0
    labels = {"B96": "Car, heavy trailer", "01": "Sight", "2330.1": 'the "old" one', "DE-BY": "Bavaria"}
    assert codes == {code: {"label": label} for code, label in labels.items()}


def test_an_empty_free_cell_is_no_key_and_dates_are_kept_as_text() -> None:
    codes, _ = read("code,label,valid_from,valid_to\na,A,2020-01-01,\nb,B,,2024-12-31\n")
    assert codes == {"a": {"label": "A", "valid_from": "2020-01-01"}, "b": {"label": "B", "valid_to": "2024-12-31"}}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_through_blank_lines_and_labels_of_several_lines(end: str) -> None:
    text = end.join(["code,label", "", 'a,"one', 'two"', "a,again", ""])
    _, findings = read(text)
    assert places(findings) == ["C001 l.csv:5:1"]


HEADERS = [
    ("kode,label\na,A\n", "no column 'code'"),
    ("code,lable\na,A\n", "no column 'label'"),
    ("code;label\na;A\n", "no column 'code'"),
    ("code\na\n", "no column 'label'"),
    ("a,A\nb,B\n", "no column 'code'"),
    ("code,label,code\na,A,b\n", "'code' twice"),
    ("code,label,ISCO no\na,A,b\n", "'ISCO no'"),
    ("code,label,\na,A,\n", "''"),
    ("Code,label\na,A\n", "no column 'code'"),
    ("", "no column 'code'"),
    ("\n\n", "no column 'code'"),
]


@pytest.mark.parametrize(("text", "words"), HEADERS)
def test_a_wrong_header_is_a_finding(text: str, words: str) -> None:
    codes, findings = read(text)
    assert codes is None
    assert {finding.code for finding in findings} == {"C002"}
    assert any(words in finding.message for finding in findings)
    assert all(finding.position.line == 1 for finding in findings)


def test_a_list_separated_by_semicolons_is_told_about_commas() -> None:
    _, findings = read("code;label\na;A\n")
    assert any(finding.hint == "columns are separated by commas" for finding in findings)


def test_a_free_column_that_looks_like_one_of_ours_is_doubted() -> None:
    codes, findings = read("code,label,valid_form\na,A,2020-01-01\n")
    (finding,) = findings
    assert (finding.code, finding.severity, finding.hint) == ("C002", Severity.WARNING, "did you mean 'valid_from'?")
    assert codes is not None


ROWS = [
    ("a,A\na,B\n", "C001", 3),
    ("a\n", "C003", 2),
    ("a,A,B\n", "C003", 2),
    ("a,Apples, pears\n", "C003", 2),
    (",A\n", "C005", 2),
    (",\n", "C005", 2),
    ("a,\n", "C005", 2),
    ("a,  \n", "C005", 2),
    ("-a,A\n", "C004", 2),
    ("ä,A\n", "C004", 2),
    ("a b,A\n", "C004", 2),
    ("../a,A\n", "C004", 2),
    ("=1+1,A\n", "C004", 2),
    ("a" * 65 + ",A\n", "C004", 2),
]


@pytest.mark.parametrize(("row", "code", "line"), ROWS)
def test_a_wrong_row_is_a_finding_at_its_line_and_the_others_are_read(row: str, code: str, line: int) -> None:
    codes, findings = read("code,label\n" + row + "last,Last\n")
    assert places(findings) == [f"{code} l.csv:{line}:1"]
    assert codes is not None
    assert codes["last"] == {"label": "Last"}


@pytest.mark.parametrize("rest", ['b,"never closed\nc,C\n', 'b,"x"y\n', "b," + "x" * 140_000])
def test_what_is_not_csv_is_a_finding_where_it_begins(rest: str) -> None:
    codes, findings = read("code,label\na,A\n" + rest)
    assert codes is None
    assert places(findings) == ["C003 l.csv:3:1"]


def test_mistakes_in_a_list_are_not_reported_without_end() -> None:
    codes, findings = read("code,label\n" + "x\n" * 5_000)
    assert codes is None
    assert len(findings) == MISTAKES


def test_a_list_has_the_same_limit_of_nodes_as_any_file() -> None:
    _, findings = read("code,label\n" + "".join(f"c{n},L\n" for n in range(6)), Limits(file_nodes=10))
    assert places(findings) == ["Y005 l.csv:7:1"]
    assert "limit file_nodes" in only(findings)[1]


def test_a_list_in_a_module_gets_the_shape_of_one_in_csv() -> None:
    root, findings = inline(
        "codelists:\n  kinds: {'0100': Theft, B96: {label: Heavy, isco: x}}\n  more:\n    yes: Yes\n"
    )
    assert len(findings) == 0
    assert root["codelists"] == {
        "kinds": {"0100": {"label": "Theft"}, "B96": {"label": "Heavy", "isco": "x"}},
        "more": {"yes": {"label": "Yes"}},
    }
    assert str(position_of(root, ("codelists", "more", "yes", "label"))) == "m.yaml:4:5"


def test_wrong_codes_in_a_module_are_found_where_they_stand() -> None:
    root, findings = inline("codelists:\n  l:\n    a b: A\n    c:\n    d: 5\n    e: {label: }\n    f: F\n")
    assert places(findings) == ["C004 m.yaml:3:5", "C005 m.yaml:4:5", "C005 m.yaml:5:5", "C005 m.yaml:6:5"]
    assert root["codelists"] == {"l": {"f": {"label": "F"}}}


def test_a_list_without_codes_is_doubted() -> None:
    _, findings = inline("codelists:\n  l: {}\n")
    assert places(findings) == ["C006 m.yaml:2:3"]


@pytest.mark.parametrize("text", ["a: 1", "codelists:", "codelists: [a]", "codelists: {l: [a], m: , n: x}"])
def test_what_is_no_list_of_codes_at_all_is_left_to_the_schema(text: str) -> None:
    root, findings = inline(text)
    assert len(findings) == 0
    assert root == read_yaml(text, "m.yaml", Findings())


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=12)
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,8}", fullmatch=True)


@given(st.dictionaries(CODES, st.lists(CELLS, min_size=2, max_size=2), max_size=8))
def test_what_is_written_as_csv_is_read_back(rows: dict[str, list[str]]) -> None:
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in (code, *cells)) for code, cells in rows.items())
    codes, findings = read("code,label,extra\n" + "\n".join(quoted))
    assert len(findings) == 0
    assert codes == {code: {"label": label, "extra": extra} for code, (label, extra) in rows.items()}


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_no_text_makes_the_reading_of_a_list_raise(text: str) -> None:
    for header in ("", "code,label\n"):
        codes, findings = read(header + text)
        assert codes is not None or len(findings) > 0


def test_a_header_of_commas_is_one_mistake_and_takes_no_time() -> None:
    findings = Findings()
    began = time.process_time()
    assert CodelistReader("code,label" + "," * 200_000 + "\n", "c.csv", findings).read() is None
    assert time.process_time() - began < 2
    assert [finding.message for finding in findings] == [f"the header has more than {COLUMNS} columns"]
