"""What still is open, and what is late: columns and indexes for the lists over many exchanges."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


def _of_turns(name: str, *fields: str) -> AddIndexConcurrently:
    return AddIndexConcurrently("turn", models.Index(fields=list(fields), name=name))


class Migration(migrations.Migration):
    """Adds the columns, then the indexes while everybody goes on working."""

    atomic = False
    dependencies: ClassVar = [("exchanges", "0003_rights")]
    operations: ClassVar = [
        migrations.AddField("access", "open", models.BooleanField(db_default=True)),
        migrations.AddField("turn", "coordinates", models.BooleanField(db_default=False)),
        migrations.AddField("turn", "reminded", models.SmallIntegerField(db_default=0)),
        migrations.AddField("turn", "chased_at", models.DateTimeField(null=True)),
        AddIndexConcurrently(
            "access",
            models.Index(
                condition=models.Q(("open", True)), fields=["authority_id", "exchange_id"], name="exchanges_access_open"
            ),
        ),
        _of_turns("exchanges_turn_late", "member", "coordinates", "due_at", "exchange_id"),
        _of_turns("exchanges_turn_late_other", "other_member", "due_at", "exchange_id"),
        _of_turns("exchanges_turn_still", "member", "since", "exchange_id"),
        _of_turns("exchanges_turn_still_other", "other_member", "since", "exchange_id"),
        RemoveIndexConcurrently("turn", "exchanges_turn_member"),
    ]
