"""What every table stands on: the actor, the clock, refs and numbers, the vault, the log, the database.

Knows nothing of authorities or exchanges: both are refs here, never keys of a table. May import `core`; the parts
that are plain arithmetic (`clock`, `refs`, `numbers`, `actor`, the sealing in `vault`, the chain in `log`) import
neither Django nor a database driver, so that they can be tried without a server. Start reading at `actor.py` and
`refs.py`, then the docstring of `vault` and that of `log`.
"""
