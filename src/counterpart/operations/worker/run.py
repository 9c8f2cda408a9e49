"""`counterpart worker`: works until it is told to stop."""

from __future__ import annotations

import logging
import os
import signal
from argparse import Namespace

from counterpart.foundation.clock import clock_of
from counterpart.foundation.collecting import collect_seldom
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.process_log import log_to
from counterpart.foundation.scanning.setting import scanner_at_hand
from counterpart.foundation.worker import Worker, work_once
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL
from counterpart.operations.wording import counted

log = logging.getLogger(__name__)

STOPS = (signal.SIGTERM, signal.SIGINT)


def run(options: Namespace, terminal: Terminal) -> int:
    """Work until SIGTERM or SIGINT, for some seconds, or once; end with 0."""
    os.environ["COUNTERPART_ROLE"] = Role.WORKER.removeprefix("counterpart_")
    try:
        open_tables(Role.WORKER)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    load_handlers()
    handler = log_to(terminal.error, json=options.json)
    if scanner_at_hand() is None:
        log.warning("no virus scanner is set: what is held back stays so")
    clock = clock_of()
    if options.once:
        terminal.say(f"Done: {counted(work_once(clock), 'thing')}.")
        return ALL_WELL
    worker = Worker(clock)
    collect_seldom()
    for stop in STOPS:
        signal.signal(stop, lambda *_: worker.stop())
    if not worker.run(options.seconds):
        handler.flush()
        logging.shutdown()
        os._exit(ALL_WELL)  # what does not come to its end is not waited for: it will be done again
    return ALL_WELL
