from __future__ import annotations

import pytest

from counterpart.accounts.addresses import address, folded
from counterpart.core.errors import Invalid


@pytest.mark.parametrize(
    "written",
    ["a@b.example", " Anna.Kowalska@Izba.example ", "jürgen@behörde.example", "ελένη@υπουργείο.gr", "a+b@c.eu"],
)
def test_an_address_is_kept_as_it_was_written(written: str) -> None:
    assert address(written) == written.strip()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "anna",
        "anna@",
        "@izba.example",
        "anna@izba",
        "a b@izba.example",
        "a@b@c.de",
        "a..b@c.de",
        "a@-c.de",
        "a@c..de",
        "a\n@c.de",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(Invalid, match=r"^email_invalid\(field=email\)$"):
        address(written)


def test_a_very_long_address_is_refused() -> None:
    with pytest.raises(Invalid, match="email_invalid"):
        address("a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example")


def test_capitals_and_forms_of_letters_do_not_make_another_address() -> None:
    assert folded(" Anna.KOWALSKA@izba.example") == folded("anna.kowalska@IZBA.EXAMPLE")
    assert folded("josé@x.example") == folded("jose\u0301@x.example")
