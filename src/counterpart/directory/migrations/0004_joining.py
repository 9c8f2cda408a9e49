"""Invitations."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted

AUTHORITY = "directory.authority"


def _authority() -> models.ForeignKey[object, object]:
    return models.ForeignKey(
        db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=AUTHORITY
    )


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies: ClassVar = [("directory", "0003_search")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("locator", models.TextField()),
                ("email", models.TextField()),
                ("language", models.TextField(db_column="lang")),
                ("member", models.TextField(db_column="country")),
                ("region", models.TextField(null=True)),
                ("kind", models.SmallIntegerField()),
                ("name", models.TextField()),
                ("roles", models.JSONField(default=list)),
                ("invited_by", _authority()),
                ("state", models.SmallIntegerField()),
                ("invited_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("authority", _authority()),
                ("reason", models.TextField(default="")),
                ("mail_failed_at", models.DateTimeField(null=True)),
                ("tries", models.SmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "directory_invitation",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["authority"],
                        condition=models.Q(("authority__isnull", False)),
                        name="directory_invitation_authority",
                    )
                ],
                "indexes": [
                    models.Index(fields=["locator"], name="directory_invitation_locator"),
                    models.Index(fields=["member", "state", "id"], name="directory_invitation_member"),
                    models.Index(
                        fields=["ends_at"], condition=models.Q(("state", 1)), name="directory_invitation_ending"
                    ),
                    models.Index(
                        fields=["reminded_at"], condition=models.Q(("state", 2)), name="directory_invitation_waiting"
                    ),
                ],
            },
        ),
        granted({"directory_invitation": {Role.APP: "select, insert, update", Role.WORKER: "select, update"}}),
    ]
