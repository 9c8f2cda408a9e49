"""A server that does actions in a process of its own: threads, a Unix socket, one line of JSON for each request.

A request says its id, who asks (refs of user and authority) and what to do; the answer says what was done, why it was
refused, or that the database is away. Whoever gets no answer, or the last one, asks again under the same id.
"""

from __future__ import annotations

import datetime as dt
import json
import socketserver
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections

from counterpart.core.errors import CounterpartError
from counterpart.directory.queries.acting import actor_for
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.copying import delete_draft
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actor import Actor
from counterpart.foundation.clock import clock_of
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.doing import Asked
from counterpart.foundation.reach import renew_pool
from counterpart.foundation.whereabouts import whereabouts
from counterpart.foundation.worker import is_of_database

AWAY = {"away": True}


class Desk(socketserver.ThreadingUnixStreamServer):
    """The server; connections stay open."""

    daemon_threads = True
    request_queue_size = 64


class Visitor(socketserver.StreamRequestHandler):
    """One connection: requests one after the other."""

    def handle(self) -> None:
        clock = clock_of()
        for line in self.rfile:
            answered = _answered(json.loads(line), clock.now())
            self.wfile.write(json.dumps(answered).encode() + b"\n")


def serve(path: str) -> None:
    """Serve until the process is killed."""
    Path(path).unlink(missing_ok=True)
    with Desk(path, Visitor) as desk:
        desk.serve_forever()


def _answered(said: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    try:
        actor = actor_for(UUID(said["user"]), UUID(said["authority"]), now)
        done = _done(actor, Asked(UUID(said["id"]), now), said)
    except DatabaseTrouble:
        return AWAY
    except CounterpartError as reason:
        return {"refused": reason.code}
    except Exception as error:  # noqa: BLE001  what the server meets is told to the client, which says it to the test
        if is_of_database(error):
            renew_pool()
            return AWAY
        return {"broken": whereabouts(error)}
    finally:
        connections.close_all()
    return {"ref": str(done.ref), "number": done.number, "version": done.version, "state": done.state}


def _done(actor: Actor, asked: Asked, said: dict[str, Any]) -> Written:
    if said["do"] == "open":
        cover = Cover(wanted_on=dt.date.fromisoformat(said["wanted_on"]))
        parties = {"responder": [UUID(said["responder"])]}
        begun = Begun(parties=parties, subject=said["subject"], ask=said["ask"], cover=cover)
        return open_exchange(actor, asked, "pq", "request", begun)
    exchange, capacity = UUID(said["exchange"]), Capacity(said["party"])
    if said["do"] == "message":
        return message(actor, asked, exchange, capacity, said["text"])
    if said["do"] == "delete_draft":
        return delete_draft(actor, asked, exchange, capacity)
    if said["do"] == "answer":
        return answer(actor, asked, exchange, capacity, Answers(said["values"]))
    given = Given(reason=said.get("reason", ""))
    return act(actor, asked, exchange, said["do"], capacity, given, expected=said.get("expected"))
