"""Interfaces: what a national register must offer, as a contract that a machine can read.

From the forms of question and answer follow JSON Schemas (draft 2020-12), with the legacy names that older systems
use. Where a register runs is the operator's data and never part of it. Pure functions over a definition; imports
`definitions` and below. Start reading at `contracts.py`, then `schema.py`.
"""

from __future__ import annotations

from counterpart.core.interfaces.contracts import Contract, OperationContract, contract_of, legacy_names
from counterpart.core.interfaces.rates import Rate, parse_rate
from counterpart.core.interfaces.schema import DIALECT, schema_of_form

__all__ = [
    "DIALECT",
    "Contract",
    "OperationContract",
    "Rate",
    "contract_of",
    "legacy_names",
    "parse_rate",
    "schema_of_form",
]
