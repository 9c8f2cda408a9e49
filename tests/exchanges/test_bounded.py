"""Thirteen thousand rows in a process whose memory is bounded."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from tests.exchanges.stories import stored
from tests.exchanges.test_many import MANY, many
from tests.foundation.processes import in_process

__all__ = ["many"]

MEGABYTES = 400


@pytest.mark.slow
def test_thirteen_thousand_rows_are_sent_and_run_out_in_bounded_memory(many: UUID, tmp_path: Path) -> None:  # noqa: F811
    [(number,)] = stored("select id from directory_authority where ref = %s", [many])
    told = tmp_path / "told"
    act = "tests.exchanges.bounded:send_and_run_out"
    assert in_process(act, str(many), str(number), str(MEGABYTES), str(told)) == 0
    print(told.read_text())
    assert stored("select count(*) from exchanges_track where state = 'silent'") == [(MANY,)]
