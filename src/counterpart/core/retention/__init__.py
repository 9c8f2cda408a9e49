"""Retention: when which kind of data of an exchange is blocked and erased.

Regulation (EU) No 1024/2012, Art. 14 in the EU profile; the periods themselves are data of the module, the limits are
data of the network profile. Pure functions over a definition and the dates of an exchange. Imports `definitions`
and `deadlines`. Start reading at `terms.py`.
"""

from __future__ import annotations

from counterpart.core.retention.terms import NAMED_EVENTS, Dates, Term, rules_for, terms_of

__all__ = ["NAMED_EVENTS", "Dates", "Term", "rules_for", "terms_of"]
