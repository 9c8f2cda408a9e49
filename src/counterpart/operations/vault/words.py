"""What is wrong with the masters, in words: a sentence and what to do about it, by the code of the trouble."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.foundation.vault.trouble import VaultTrouble
from counterpart.operations.database.words import Words
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import FOUND

RESTORE = "put your copy of the file back; without its masters nothing that is sealed can be read"

WORDS: Mapping[str, Words] = {
    "vault.busy": Words("the master is being renewed by another process", "wait for it, then try again"),
    "vault.master_file_missing": Words("the masters are missing: there is no file {file}", RESTORE),
    "vault.master_file_unreadable": Words("{file} cannot be read: line {line}: {why}", RESTORE),
    "vault.master_missing": Words("{file} lacks master {master}, which is in use", RESTORE),
    "vault.master_of_another": Words(
        "master {master} in {file} is not the one that this installation uses", RESTORE.replace("your", "the right")
    ),
}


def say_vault_trouble(trouble: VaultTrouble, terminal: Terminal) -> int:
    """Say it and return the exit code."""
    words = WORDS[trouble.code]
    terminal.tell(f"error: {words.sentence.format_map(trouble.parameters)}")
    terminal.tell(f"    -> {words.hint.format_map(trouble.parameters)}")
    return FOUND
