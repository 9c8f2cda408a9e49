"""Every code of the second list of checks is shown by a test, and named in the docstring of the check that says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterpart.core.checking.data import CHECKS
from counterpart.core.findings.codes import data, forms, law, lookups, network, statistics, visibility

HERE = Path(__file__)
OWN = [code for family in (data, forms, law, lookups, network, statistics, visibility) for code in family.CODES]


@pytest.mark.parametrize("code", OWN)
def test_a_code_is_shown_by_a_test(code: str) -> None:
    written = "".join(path.read_text() for path in HERE.parent.glob("test_*.py") if path != HERE)
    assert re.search(rf'"{code}"', written)


def test_every_check_says_which_codes_it_reports() -> None:
    silent = [check.__name__ for check in CHECKS if not re.match(r"[A-Z][0-9]{3}\b", check.__doc__ or "")]
    assert silent == []


def test_no_check_stands_twice_in_the_list() -> None:
    assert len(CHECKS) == len(set(CHECKS))
