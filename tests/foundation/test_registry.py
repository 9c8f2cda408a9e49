"""What rooms register stands under its name, once."""

from __future__ import annotations

import pytest

from counterpart.foundation.registry import Registry


def test_things_are_found_by_name_and_listed_in_order() -> None:
    registry: Registry[int] = Registry("numbers")
    registry.add("two", 2)
    registry.add("one", 1)
    assert (registry.get("two"), registry.get("three")) == (2, None)
    assert list(registry.all().items()) == [("one", 1), ("two", 2)]


def test_a_name_is_given_once() -> None:
    registry: Registry[int] = Registry("numbers")
    registry.add("one", 1)
    with pytest.raises(ValueError, match="two numbers are called 'one'"):
        registry.add("one", 2)


def test_a_test_has_its_own_and_gives_everything_back() -> None:
    registry: Registry[int] = Registry("numbers")
    registry.add("one", 1)
    with registry.only():
        registry.add("one", 2)
        assert registry.all() == {"one": 2}
    assert registry.all() == {"one": 1}
