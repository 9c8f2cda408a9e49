"""Exchanges: every kind of exchange between authorities, in one set of tables; the kind is data of a module.

- `actions/`: everything that may be done, each in one transaction with its log and its facts. One function for every
  action of every procedure (`actions/moving.py`); deadlines are `actions/ringing.py`.
- `storage/`: loads the exchanges of a file on to a `core.writing.Desk`, and writes what has become different.
- `models/`: the tables; `permissions.py`: who may; `events.py`: facts; `handlers.py`: what the worker does about them;
  `telling/`: who is told of them, and in which words.

What the procedure allows is decided in `core`, which is pure; what is personal lies sealed (`foundation.vault`), so a
field that is hidden from somebody is not fetched for them, nor is its key. Imports `directory`, `modules`, `accounts`,
`foundation` and `core`. Start reading at `actions/moving.py`, then `storage/loading.py`.
"""
