"""Reads of exchanges: what one actor may see of them, already redacted, in a fixed number of statements.

- `page.py`: one exchange as one authority sees it. `views.py`: what it is made of. `sight.py`: the one statement that
  reads it, under row-level security. `seeing.py`: which sealed pieces are opened for whom: no other is fetched.
- `work.py`: what waits for whom, and the drafts. `overview.py`: all exchanges that an authority may open.

Every query takes the actor and opens its own transaction. Start reading at `page.py`.
"""
