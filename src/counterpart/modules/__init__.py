"""What can be done in this network: policy areas, installed by version, and the network profile.

A version that was installed never changes. Exchanges pin a procedure of a version (`pins.py`); texts have revisions of
their own in each line, so that a better wording reaches running exchanges (`texts.py`). May import `core` and
`foundation`. Start reading at `packages.py` (what is installed), then `actions/installing.py` (how) and `pins.py` (what
becomes of it). Who may start which procedure is told by the directory, not here.
"""
