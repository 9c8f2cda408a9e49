"""A log on a real cluster, and a superuser who changes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.log import Anchor, Breach
from counterpart.foundation.log.anchoring import make_anchor
from counterpart.foundation.log.inspecting import WholeLog
from counterpart.foundation.log_keeping import look_at_log
from counterpart.foundation.refs import new_ref
from counterpart.foundation.secrets import anchor_signer
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import KeyClass
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, stamped

HOUR = dt.timedelta(hours=1)
FIRST, SECOND, THIRD = (new_ref(NOW) for _ in range(3))


@dataclass
class Tampered:
    """Three exchanges of three entries each, seen by an anchor; and the superuser of their server."""

    server: Server
    folder: Path
    streams: list[UUID] = field(default_factory=lambda: [FIRST, SECOND, THIRD])
    anchors: int = 0

    def begin(self) -> None:
        for stream in self.streams:
            stamped(1, 2, 3, stream=stream)
        self.read(FIRST, NOW)
        self.anchor()

    def read(self, stream: UUID, at: dt.datetime) -> None:
        record_reading(BRENNAN, new_ref(at), stream, What.EXCHANGE, [KeyClass.ANSWERS], ByRight.PARTY, at)

    def anchor(self) -> Anchor:
        self.anchors += 1
        with as_worker():
            return make_anchor(anchor_signer(), self.folder, NOW + self.anchors * HOUR)

    def as_superuser(self, *statements: str, **values: Any) -> None:
        """Do what the application never does, and what nothing can keep a superuser from."""
        named = {name: Jsonb(value) if isinstance(value, dict) else value for name, value in values.items()}
        with sign_in(self.server.superuser) as connection, connection.transaction():
            for statement in statements:
                assert connection.execute(statement.encode(), named).rowcount, f"nothing done: {statement}"

    def look(self, tell: Callable[[WholeLog], None] = lambda _: None) -> WholeLog:
        return look_at_log(self.folder, tell)

    def found(self) -> list[Breach]:
        return self.look().breaches

    def said(self) -> list[str]:
        return [str(breach) for breach in self.found()]
