"""What people are told: notices in the application, mails, and summaries of many notices in one mail.

A room above says whom to tell and of what (`telling.py`), by refs and names of definitions; nothing here knows a case,
and nothing that is stored or sent holds a value of one. Whoever sends is handed what this room cannot look up:
addresses, the texts of policy areas, codes and links (`sending.Sources`).

- `kinds.py`, `about.py`: the words of this room. `models.py`: its tables.
- `telling.py`: stores notices, each once, and the mails that follow from them. `digests.py`: summaries.
- `outgoing.py`: where mail goes, from the environment. `letters.py`: what a mail says. `rendering.py`: how it looks.
  `network.py`: the same of the network itself, its invitations, registrations and passwords. `sending.py`: sends it.
  `tokens.py`: how somebody stops mails without signing in.
- `queries.py`, `actions.py`: for pages. `handlers.py`: what the worker does by itself, and what health looks at.

Imports `foundation` and `core`. Start reading at `telling.py`, then `sending.py`.
"""
