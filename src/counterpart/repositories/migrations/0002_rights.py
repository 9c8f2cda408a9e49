"""Who may do what with published entries: the worker makes them, who acts for an authority or for nobody reads them."""

from __future__ import annotations

from django.db import migrations

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted, guarded, policy
from counterpart.foundation.database.row_security import ACTING, NOBODY

FOUND_BY, LINK = "repositories_found_by", "repositories_link"
ENTRY, WORD, LOOKUP, LIST = "repositories_entry", "repositories_word", "repositories_lookup", "repositories_import"
SOMEBODY = f"not ({NOBODY} = any({ACTING}))"
"""Whoever acts for an authority; a page for everybody acts for none, and sees what is public."""


class Migration(migrations.Migration):
    """Grants and policies."""

    dependencies = [("repositories", "0001_initial")]
    operations = [
        granted(
            {
                ENTRY: {Role.APP: "select", Role.WORKER: "select, insert, update, delete"},
                FOUND_BY: {Role.APP: "select", Role.WORKER: "select, insert, update, delete"},
                LINK: {Role.APP: "select", Role.WORKER: "select, insert, update, delete"},
                WORD: {Role.APP: "select", Role.WORKER: "select, insert"},
                LIST: {Role.APP: "select, insert", Role.WORKER: "select, update"},
                LOOKUP: {Role.APP: "select, insert", Role.WORKER: "select, update, delete"},
            }
        ),
        guarded([ENTRY, LIST, LOOKUP]),
        policy(ENTRY, "works", Role.WORKER, "all", "true"),
        policy(ENTRY, "sees", Role.APP, "select", f"public or participants and {SOMEBODY}"),
        policy(LIST, "works", Role.WORKER, "all", "true"),
        policy(LIST, "sees", Role.APP, "select", f"authority_id = any({ACTING})"),
        policy(LIST, "hands_in", Role.APP, "insert", f"authority_id = any({ACTING})"),
        policy(LOOKUP, "works", Role.WORKER, "all", "true"),
        policy(LOOKUP, "sees", Role.APP, "select", f"authority_id = any({ACTING})"),
        policy(LOOKUP, "asks", Role.APP, "insert", f"authority_id = any({ACTING})"),
    ]
