"""What can be wrong with keys and masters for who runs the installation; `operations/vault/words.py` says it."""

from __future__ import annotations

from typing import Literal, get_args

from counterpart.core.errors import CounterpartError

Trouble = Literal[
    "vault.busy",
    "vault.master_file_missing",
    "vault.master_file_unreadable",
    "vault.master_missing",
    "vault.master_of_another",
]
CODES: tuple[str, ...] = get_args(Trouble)


class VaultTrouble(CounterpartError):
    """The vault cannot do what was asked; parameters hold paths and numbers of masters, never a key."""

    def __init__(self, code: Trouble, **parameters: object) -> None:
        """Keep the code, which must be one of `Trouble`, and what its sentence needs."""
        super().__init__(code, **parameters)
