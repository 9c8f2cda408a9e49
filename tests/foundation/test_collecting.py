"""A process that serves looks for circles seldom, and still finds them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from counterpart.foundation.collecting import AFTER, collect_seldom


class Circle:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)


@pytest.fixture
def everything_looked_at(as_before: None) -> Iterator[None]:
    """The tests themselves run in a process that does not look at what lives already."""
    gc.unfreeze()
    yield
    gc.freeze()


def test_many_objects_may_come_before_python_looks(as_before: None) -> None:
    collect_seldom()
    circle = weakref.ref(Circle())
    kept = [[number] for number in range(AFTER // 2)]
    assert circle() is not None
    kept += [[number] for number in range(AFTER)]
    assert circle() is None


def test_what_lives_already_is_not_looked_at_again(everything_looked_at: None) -> None:
    before = gc.get_freeze_count()
    collect_seldom()
    assert gc.get_freeze_count() > before
