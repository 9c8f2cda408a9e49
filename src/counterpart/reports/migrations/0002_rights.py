"""Who may do what with documents: the worker makes them, an authority sees its own."""

from __future__ import annotations

from django.db import migrations

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted, guarded, policy
from counterpart.foundation.database.row_security import ACTING

TABLE = "reports_document"


class Migration(migrations.Migration):
    """Grants and policies."""

    dependencies = [("reports", "0001_initial")]
    operations = [
        granted({TABLE: {Role.APP: "select", Role.WORKER: "select, insert, update, delete"}}),
        guarded([TABLE]),
        policy(TABLE, "works", Role.WORKER, "all", "true"),
        policy(TABLE, "sees", Role.APP, "select", f"authority_id = any({ACTING})"),
    ]
