"""Who visits: signed in or not, for which authority, in which language; and what holds for every answer.

- `arriving.py`: the middleware that finds out who visits (`web/visit.py`) and keeps the gates.
- `sign_in.py`: signing in and out, and how often somebody may try. `security.py`: headers. `failing.py`: errors.

Start reading at `arriving.py`.
"""
