"""Who you are: officials, their sign-in and their preferences.

A user is a natural person who works under a registered authority (Decision 2008/49/EC, Art. 9); for which authority and
with which rights is told one storey higher, in `directory`. Imports `foundation` and `core`. Start reading at
`models.py`, then `actions.py`; passwords are in `passwords.py`, links by which one is chosen in `links.py`, what is
personal in `retention.py`.
"""
