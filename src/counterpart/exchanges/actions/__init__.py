"""Everything that may be done with exchanges, a file a subject; each function is one transaction (`@action`).

- `opening.py`: begin one, copy one, throw a draft away. `moving.py`: every action of every procedure, in one function.
- `writing.py`: edit, ask, answer. `talking.py`: messages, notes, files. `arranging.py`: allocate, link, fill a party.
- `ringing.py`: what the clock does. `succeeding.py`: when authorities or coordinators change.
- `beginning.py`: what all of them do first.
"""
