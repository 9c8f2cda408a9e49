"""What every table will stand on: the actor, the clock, refs and numbers, the vault, the log.

Knows nothing of authorities or exchanges: both are refs here, never keys of a table. May import `core`; what is
here is plain arithmetic and imports neither Django nor a database driver, so that it can be tried without a server.
Start reading at `actor.py` and
`refs.py`, then the docstring of `vault` and that of `log`.
"""
