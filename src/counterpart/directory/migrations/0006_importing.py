"""The table of imports; workers import in the name of who handed a list in, so they may write what a list brings."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted

ADDS = {Role.WORKER: "select, insert"}
CHANGES = {Role.WORKER: "select, insert, update"}
REPLACES = {Role.WORKER: "select, insert, delete"}


class Migration(migrations.Migration):
    """Makes the table, and widens what the worker may."""

    dependencies: ClassVar = [("directory", "0005_upkeep"), ("accounts", "0003_links")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("request", models.UUIDField()),
                ("user_ref", models.UUIDField()),
                (
                    "authority",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="directory.authority",
                    ),
                ),
                ("file_ref", models.UUIDField()),
                ("dry_run", models.BooleanField()),
                ("state", models.SmallIntegerField()),
                ("stage", models.SmallIntegerField(default=0)),
                ("rows_done", models.IntegerField(default=0)),
                ("rows_total", models.IntegerField(default=0)),
                ("tally", models.JSONField(default=dict)),
                ("findings", models.JSONField(default=list)),
                ("errors", models.IntegerField(default=0)),
                ("notes", models.IntegerField(default=0)),
                ("problem", models.TextField(default="")),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "directory_import",
                "constraints": [
                    models.UniqueConstraint(fields=["user_ref", "request"], name="directory_import_request")
                ],
                "indexes": [models.Index(fields=["authority", "-id"], name="directory_import_authority")],
            },
        ),
        granted(
            {
                "directory_import": {Role.APP: "select, insert, update", Role.WORKER: "select, update, delete"},
                "directory_authority": CHANGES,
                "directory_access": CHANGES,
                "directory_relation": ADDS,
                "directory_membership": ADDS,
                "directory_former_name": ADDS,
                "directory_competence": REPLACES,
                "directory_right": ADDS,
                "accounts_user": CHANGES,
            }
        ),
    ]
