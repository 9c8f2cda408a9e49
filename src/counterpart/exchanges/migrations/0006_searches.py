"""Searches that people keep; and the exchanges of an authority in the order in which they began."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Now

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted, guarded, policy
from counterpart.foundation.database.row_security import ACTING

WRITES = "select, insert, update, delete"
OWN_AUTHORITY = f"authority_id = any({ACTING})"
"""Behind it stands the question whose search it is (`search.keeping`): the database knows authorities, not people."""


class Migration(migrations.Migration):
    """Makes the table and the column, then the index while everybody goes on working."""

    atomic = False
    dependencies: ClassVar = [("exchanges", "0005_speeds")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Search",
            fields=[
                ("ref", models.UUIDField(primary_key=True, serialize=False)),
                ("user_ref", models.UUIDField()),
                ("authority_id", models.IntegerField()),
                ("saved", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "exchanges_search",
                "indexes": [
                    models.Index(fields=["user_ref", "authority_id"], name="exchanges_search_user"),
                    models.Index(fields=["at"], name="exchanges_search_left", condition=models.Q(("saved", False))),
                ],
            },
        ),
        granted({"exchanges_search": {Role.APP: WRITES, Role.WORKER: WRITES}}),
        guarded(["exchanges_search"]),
        policy("exchanges_search", "works", Role.WORKER, "all", "true"),
        policy("exchanges_search", "own", Role.APP, "all", OWN_AUTHORITY),
        migrations.AddField("access", "begun_at", models.DateTimeField(db_default=Now())),
        AddIndexConcurrently(
            "access",
            models.Index(
                "authority_id",
                models.F("begun_at").desc(),
                models.F("exchange_id").desc(),
                name="exchanges_access_begun",
            ),
        ),
        RemoveIndexConcurrently("access", "exchanges_access_authority"),
    ]
