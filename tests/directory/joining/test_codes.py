"""The code of an invitation is read off paper, typed as people type, stored nowhere, and nobody else's fits."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.directory.codes import LETTERS, LOCATOR, code_of, fits, locator_of, tidy
from tests.database.servers import Server
from tests.directory.asking import stored
from tests.directory.joining.stories import invited
from tests.network import Network

REF = UUID("01900000-0000-7000-8000-000000000001")


@given(st.uuids())
@settings(max_examples=50)
def test_a_code_is_three_times_four_letters_that_nobody_mistakes(ref: UUID) -> None:
    code = code_of(ref)
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert set(code) <= {*LETTERS, "-"}
    assert not set("01IO") & set(code)
    assert fits(tidy(code), ref)
    assert tidy(code).startswith(locator_of(ref))


@pytest.mark.parametrize("how", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code}\n"])
def test_a_code_may_be_typed_as_people_type(how: object) -> None:
    assert callable(how)
    assert tidy(how(code_of(REF))) == code_of(REF).replace("-", "")


def test_a_code_may_be_typed_between_odd_blanks_and_wide_letters() -> None:
    code = code_of(REF)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    assert tidy(" – ".join(code.split("-"))) == tidy(wide) == code.replace("-", "")


@pytest.mark.parametrize("written", ["", "ABCD", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLI", "ABCD-EFGH-JKLM-N", "İİİİ" * 3])
def test_what_can_be_no_code_is_none(written: str) -> None:
    assert tidy(written) == ""


def test_another_letter_or_another_installation_does_not_fit() -> None:
    letters = code_of(REF).replace("-", "")
    wrong = LETTERS[(LETTERS.index(letters[-1]) + 1) % len(LETTERS)]
    assert not fits(letters[:-1] + wrong, REF)
    with override_settings(SECRET_KEY="of another installation"):
        assert not fits(letters, REF)
        assert code_of(REF) != "-".join([letters[:4], letters[4:8], letters[8:]])


def test_no_table_holds_the_secret_part_of_a_code(database: Server, network: Network) -> None:
    ref = invited(network)
    secret = code_of(ref).replace("-", "")[LOCATOR:]
    spaced = code_of(ref)[LOCATOR + 1 :]
    tables = ("directory_invitation", "foundation_fact", "foundation_log_entry", "foundation_request")
    for table in tables:
        [(said,)] = stored(f"select string_agg(t::text, ' ') from {table} t")
        assert said
        assert secret not in said
        assert spaced not in said
