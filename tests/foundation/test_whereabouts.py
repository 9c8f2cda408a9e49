"""An error is said by its kind and its place; its message, which may quote anything, is not."""

from __future__ import annotations

import pytest

from counterpart.core.errors import CounterpartError, Refused
from counterpart.foundation.clock import in_utc
from counterpart.foundation.whereabouts import LONGEST, kind_of, whereabouts
from tests.foundation.events import NOW


def raised(error: Exception) -> Exception:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


def test_the_place_is_said_and_the_message_is_not() -> None:
    said = whereabouts(raised(ValueError("Zofia Nowak")))
    assert said.startswith("ValueError at foundation/test_whereabouts.py:")


def test_the_place_is_the_last_one_in_counterpart() -> None:
    with pytest.raises(CounterpartError) as caught:
        in_utc(NOW.replace(tzinfo=None))
    assert whereabouts(caught.value).startswith("Invalid moment_without_zone at foundation/clock.py:")


def test_an_error_of_ours_is_said_with_its_code() -> None:
    assert kind_of(Refused("not_today", name="Zofia")) == "Refused not_today"


def test_an_error_that_was_never_raised_has_a_kind_alone() -> None:
    assert whereabouts(ValueError("Zofia")) == "ValueError"
    assert len(whereabouts(type("E" * 900, (Exception,), {})())) == LONGEST
