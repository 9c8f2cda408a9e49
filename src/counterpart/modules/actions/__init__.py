"""What changes installed modules: installing and retiring, each one transaction.

`installing.py` takes what `packages.py` made, `wording.py` writes revisions of texts, `retiring.py` stops new
exchanges. All lock the edition first (`edition.py`), so that two who install at once come one after the other.
"""
