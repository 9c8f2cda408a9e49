"""The tables of upkeep."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted


class Migration(migrations.Migration):
    """Makes them."""

    dependencies: ClassVar = [("directory", "0004_joining")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Chase",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "authority", "concern", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="directory.authority",
                    ),
                ),
                ("concern", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "coordinator",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="directory.authority",
                    ),
                ),
            ],
            options={"db_table": "directory_chase"},
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="directory.authority"
                    ),
                ),
                ("names", models.JSONField()),
                ("until", models.DateTimeField()),
            ],
            options={"db_table": "directory_former_name"},
        ),
        migrations.CreateModel(
            name="MailFailure",
            fields=[
                ("user_id", models.IntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "directory_mail_failure"},
        ),
        granted(
            {
                "directory_chase": {Role.APP: "select, insert, update", Role.WORKER: "select, insert, update"},
                "directory_former_name": {Role.APP: "select, insert", Role.WORKER: "select"},
                "directory_mail_failure": {
                    Role.APP: "select, insert, delete",
                    Role.WORKER: "select, insert, delete",
                },
            }
        ),
    ]
