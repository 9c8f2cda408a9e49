"""Thirteen thousand rows in a process whose memory is bounded."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.exchanges.stories import stored
from tests.exchanges.test_many import MANY, many
from tests.foundation.processes import in_process

__all__ = ["many"]

MEGABYTES = 300
"""More than the process held before; it takes half of that, eleven kilobytes for each row."""


@pytest.mark.slow
def test_thirteen_thousand_rows_are_sent_and_run_out_in_bounded_memory(many: UUID) -> None:
    [(number,)] = stored("select id from directory_authority where ref = %s", [many])
    act = "tests.exchanges.bounded:send_and_run_out"
    assert in_process(act, str(many), str(number), str(MEGABYTES)) == 0
    assert stored("select count(*) from exchanges_track where state = 'silent'") == [(MANY,)]
