"""Between the tables and the desk: loading what an action reads, and writing what it made different.

- `layout.py`: how the forms of a procedure are cut into sealed slots. `needs.py`: what an action reads.
- `loading.py`: locks and loads the exchanges of a file. `desks.py`: lays them on a `core.writing.Desk`.
- `differences.py`: what has become different, as rows; `saving.py`: writes them. `turns.py`, `letting_in.py`,
  `finding.py`: what is derived from a situation: open moves, access, facets and blind tokens.

No decision about an exchange is taken here. Start reading at `loading.py`.
"""
