"""Passwords: what is a good one, what is stored, and how many are verified at once."""

from __future__ import annotations

import threading
import time

import pytest
from django.contrib.auth.hashers import make_password

from counterpart.accounts import passwords
from counterpart.accounts.passwords import hashed, must_be_good, verified
from counterpart.core.errors import Invalid

GOOD = "wiosenny deszcz nad Wisłą"


def test_a_password_is_stored_as_argon2id_with_19_mebibytes_two_passes_and_one_lane() -> None:
    stored = hashed(GOOD)
    assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert GOOD not in stored
    assert hashed(GOOD) != stored


def test_a_password_fits_its_hash_and_no_other_does() -> None:
    stored = hashed(GOOD)
    assert verified(GOOD, stored).fits
    assert not verified(GOOD, stored).outdated
    assert not verified(GOOD + ".", stored).fits


def test_letters_that_another_keyboard_composes_otherwise_are_the_same_password() -> None:
    assert verified("ne\u0301vjegyzé\u006b 2026", hashed("n\u00e9vjegyz\u00e9k 2026")).fits


def test_nobody_fits_an_empty_hash_or_an_endless_password() -> None:
    assert not verified("", "").fits
    assert not verified(GOOD, "").fits
    assert not verified("x" * 10_000, hashed("x" * passwords.MOST_LETTERS)).fits


def test_a_hash_with_other_parameters_fits_and_is_outdated() -> None:
    other = passwords.Argon2()
    other.time_cost = 1
    stored = other.encode(GOOD, other.salt())
    assert verified(GOOD, stored).fits
    assert verified(GOOD, stored).outdated
    assert not verified("not this one at all", stored).outdated


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("krótkie", "password_short"),
        ("password1234", "password_common"),
        ("84629104738291", "password_numbers"),
        ("x" * 201, "password_long"),
        ("Kowalska-pisze-wiersze", "password_like_name"),
        ("with anna.k in the middle", "password_like_name"),
        ("wiersze kowalską", ""),
    ],
)
def test_a_new_password_keeps_the_rules(password: str, code: str) -> None:
    if not code:
        must_be_good(password, email="anna.k@izba.example", name="Anna Kowalska")
        return
    with pytest.raises(Invalid, match=code) as refused:
        must_be_good(password, email="anna.k@izba.example", name="Anna Kowalska")
    assert refused.value.field == "password"
    assert password not in str(refused.value)


def test_no_more_than_two_passwords_are_verified_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()

    def slow(password: str, stored: str, setter: object = None) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)  # long enough for all eight to come; whoever is not held back would be counted
        with lock:
            running -= 1
        return True

    monkeypatch.setattr(passwords, "check_password", slow)
    stored = make_password(GOOD)
    threads = [threading.Thread(target=verified, args=(GOOD, stored)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
