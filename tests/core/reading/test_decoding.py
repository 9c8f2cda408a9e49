from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.findings import Findings, Severity
from counterpart.core.reading.decoding import decoded
from tests.core.reading.small_packages import only, places


def test_text_in_many_scripts_is_read() -> None:
    findings = Findings()
    text = "Αθήνα София Zażółć\tgęślą\r\n„jaźń” 👩‍⚕️ שלום\n"
    assert decoded(text.encode(), "a.yaml", findings) == text
    assert len(findings) == 0


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", "a.yaml:1:1"),
        (b"title: \xe9t\xe9", "a.yaml:1:8"),
        ("é: 1\nü: ".encode() + b"\xc3", "a.yaml:2:4"),
        (b"a\r\nb\rcd\xed\xa0\x80", "a.yaml:3:3"),
    ],
)
def test_a_byte_that_is_not_utf_8_is_found_at_its_place(data: bytes, place: str) -> None:
    findings = Findings()
    assert decoded(data, "a.yaml", findings) is None
    assert places(findings) == [f"Y006 {place}"]


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff"])
def test_a_character_that_cannot_be_printed_is_found_at_its_place(character: str) -> None:
    findings = Findings()
    assert decoded(f"a: 1\nb: {character}x".encode(), "a.yaml", findings) is None
    assert places(findings) == ["Y006 a.yaml:2:4"]
    assert f"U+{ord(character):04X}" in only(findings)[1]


def test_a_byte_order_mark_is_a_warning_and_moves_no_column() -> None:
    findings = Findings()
    assert decoded(b"\xef\xbb\xbfcode,label\n", "a.csv", findings) == "code,label\n"
    (finding,) = findings
    assert (finding.code, finding.severity) == ("Y006", Severity.WARNING)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_refused(encoding: str) -> None:
    findings = Findings()
    assert decoded("module: pq".encode(encoding), "a.yaml", findings) is None
    assert only(findings)[0] == "Y006"


@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_a_finding(data: bytes) -> None:
    findings = Findings()
    text = decoded(data, "a.yaml", findings)
    assert (text is None) == bool(findings.errors)
