"""The tables of all exchanges."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables, their constraints and their indexes."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(db_collation="C", unique=True)),
                ("next_part", models.SmallIntegerField(default=2)),
            ],
            options={
                "db_table": "exchanges_matter",
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "exchange_id", "authority_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("exchange_id", models.BigIntegerField()),
                ("authority_id", models.IntegerField()),
                ("level", models.SmallIntegerField()),
            ],
            options={
                "db_table": "exchanges_access",
                "indexes": [
                    models.Index(
                        models.F("authority_id"),
                        models.OrderBy(models.F("exchange_id"), descending=True),
                        name="exchanges_access_authority",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("exchange_id", models.BigIntegerField()),
                ("authority_id", models.IntegerField()),
                ("user_id", models.IntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "exchanges_allocation",
                "indexes": [
                    models.Index(
                        condition=models.Q(("until__isnull", True)),
                        fields=["user_id"],
                        name="exchanges_allocation_user",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("exchange_id", "authority_id", "user_id"),
                        name="exchanges_allocation_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Blind",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "token",
                        "exchange_id",
                        "module",
                        "epoch",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("token", models.BigIntegerField()),
                ("exchange_id", models.BigIntegerField()),
                ("module", models.TextField()),
                ("epoch", models.SmallIntegerField()),
                ("field", models.TextField()),
            ],
            options={
                "db_table": "exchanges_blind",
                "indexes": [
                    models.Index(fields=["exchange_id"], name="exchanges_blind_exchange"),
                    models.Index(fields=["module", "epoch"], name="exchanges_blind_epoch"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exchange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("part", models.SmallIntegerField()),
                ("number", models.TextField(db_collation="C", unique=True)),
                ("procedure_id", models.IntegerField()),
                ("module", models.TextField()),
                ("format", models.SmallIntegerField()),
                ("child", models.TextField(default="")),
                ("family", models.BooleanField()),
                ("state", models.TextField()),
                ("entered_at", models.DateTimeField()),
                ("version", models.IntegerField()),
                ("log_n", models.IntegerField()),
                ("urgent", models.BooleanField()),
                ("copied", models.BooleanField()),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(default="")),
                ("wanted_on", models.DateField(null=True)),
                ("agreed_on", models.DateField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("last_activity_at", models.DateTimeField(null=True)),
                ("block_at", models.DateTimeField(null=True)),
                ("erase_at", models.DateTimeField(null=True)),
                ("blocked_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("label", models.BinaryField(null=True)),
                ("machine", models.JSONField()),
                ("retention", models.JSONField(default=dict)),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="exchanges.exchange"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="exchanges.matter"
                    ),
                ),
            ],
            options={
                "db_table": "exchanges_exchange",
            },
        ),
        migrations.CreateModel(
            name="Facet",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "exchange_id", "field", "value", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("exchange_id", models.BigIntegerField()),
                ("field", models.TextField()),
                ("value", models.TextField()),
            ],
            options={
                "db_table": "exchanges_facet",
                "indexes": [
                    models.Index(
                        models.F("field"),
                        models.F("value"),
                        models.OrderBy(models.F("exchange_id"), descending=True),
                        name="exchanges_facet_value",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "exchange_id", "other_id", "kind", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("exchange_id", models.BigIntegerField()),
                ("other_id", models.BigIntegerField()),
                ("kind", models.SmallIntegerField()),
                ("since_n", models.IntegerField()),
            ],
            options={
                "db_table": "exchanges_link",
                "indexes": [models.Index(fields=["other_id"], name="exchanges_link_other")],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("authority_id", models.IntegerField(null=True)),
                ("authority_ref", models.UUIDField(null=True)),
                ("member", models.TextField()),
                ("zone", models.TextField(default="")),
                ("through", models.TextField(default="")),
                ("outside_ref", models.UUIDField(null=True)),
                ("since_n", models.IntegerField()),
                ("until_n", models.IntegerField(null=True)),
                (
                    "exchange",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="exchanges.exchange"
                    ),
                ),
            ],
            options={
                "db_table": "exchanges_party",
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                ("party", models.TextField()),
                ("authority_id", models.IntegerField(default=0)),
                ("texts_revision", models.IntegerField()),
                ("asked_n", models.IntegerField(null=True)),
                ("ended_n", models.IntegerField(null=True)),
                (
                    "exchange",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="exchanges.exchange"
                    ),
                ),
            ],
            options={
                "db_table": "exchanges_question",
            },
        ),
        migrations.CreateModel(
            name="Track",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("key", models.TextField()),
                ("round", models.SmallIntegerField()),
                ("authority_id", models.IntegerField(null=True)),
                ("member", models.TextField()),
                ("state", models.TextField()),
                ("entered_at", models.DateTimeField()),
                ("archived_n", models.IntegerField(null=True)),
                ("machine", models.JSONField()),
                (
                    "exchange",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="exchanges.exchange"
                    ),
                ),
            ],
            options={
                "db_table": "exchanges_track",
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "exchange_id",
                        "place",
                        "party",
                        "authority_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("exchange_id", models.BigIntegerField()),
                ("place", models.TextField()),
                ("party", models.TextField()),
                ("authority_id", models.IntegerField()),
                ("member", models.TextField()),
                ("module", models.TextField()),
                ("procedure_id", models.IntegerField()),
                ("exchange_ref", models.UUIDField()),
                ("number", models.TextField(db_collation="C")),
                ("state", models.TextField()),
                ("other_member", models.TextField()),
                ("other_authority_id", models.IntegerField(null=True)),
                ("urgent", models.BooleanField()),
                ("due_at", models.DateTimeField(null=True)),
                ("since", models.DateTimeField()),
                ("allocated_to", models.IntegerField(null=True)),
                ("label", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "exchanges_turn",
                "indexes": [
                    models.Index(fields=["authority_id", "due_at", "exchange_id"], name="exchanges_turn_authority"),
                    models.Index(
                        condition=models.Q(("allocated_to__isnull", False)),
                        fields=["allocated_to", "due_at", "exchange_id"],
                        name="exchanges_turn_allocated",
                    ),
                    models.Index(fields=["member", "module", "due_at"], name="exchanges_turn_member"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("track", models.TextField(default="")),
                ("key", models.TextField(default="")),
                ("round", models.SmallIntegerField(default=0)),
                ("clock", models.TextField(default="")),
                ("kind", models.SmallIntegerField()),
                ("fire_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "exchange",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="exchanges.exchange"
                    ),
                ),
            ],
            options={
                "db_table": "exchanges_deadline",
                "indexes": [
                    models.Index(fields=["fire_at", "exchange"], name="exchanges_deadline_fire"),
                    models.Index(fields=["exchange"], name="exchanges_deadline_exchange"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Content",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(null=True)),
                ("kind", models.SmallIntegerField()),
                ("place", models.TextField(default="")),
                ("slot", models.TextField()),
                ("owner_id", models.IntegerField(default=0)),
                ("party", models.TextField(default="")),
                ("authority_id", models.IntegerField(null=True)),
                ("user_ref", models.UUIDField(null=True)),
                ("inside_authority_id", models.IntegerField(null=True)),
                ("audience", models.JSONField(null=True)),
                ("lang", models.TextField(default="")),
                ("key_class", models.SmallIntegerField()),
                ("texts_revision", models.IntegerField(default=0)),
                ("version", models.IntegerField()),
                ("written_at", models.DateTimeField()),
                ("written_n", models.IntegerField()),
                ("ended_n", models.IntegerField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "exchange",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="exchanges.exchange"
                    ),
                ),
            ],
            options={
                "db_table": "exchanges_content",
                "indexes": [models.Index(fields=["exchange", "kind"], name="exchanges_content_exchange")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_n__isnull", True)),
                        fields=("exchange", "kind", "place", "slot", "owner_id"),
                        name="exchanges_content_current",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="exchange",
            index=models.Index(
                condition=models.Q(("parent__isnull", False)), fields=["parent"], name="exchanges_exchange_parent"
            ),
        ),
        migrations.AddIndex(
            model_name="exchange",
            index=models.Index(
                condition=models.Q(("block_at__isnull", False), ("blocked_at__isnull", True)),
                fields=["block_at"],
                name="exchanges_exchange_block",
            ),
        ),
        migrations.AddIndex(
            model_name="exchange",
            index=models.Index(
                condition=models.Q(("erase_at__isnull", False), ("erased_at__isnull", True)),
                fields=["erase_at"],
                name="exchanges_exchange_erase",
            ),
        ),
        migrations.AddIndex(
            model_name="exchange",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["procedure_id"], name="exchanges_exchange_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="exchange",
            constraint=models.UniqueConstraint(fields=("matter", "part"), name="exchanges_exchange_part"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["exchange"], name="exchanges_party_exchange"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                condition=models.Q(("authority_id__isnull", False), ("until_n__isnull", True)),
                fields=["authority_id"],
                name="exchanges_party_authority",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_n__isnull", True)),
                fields=("exchange", "code", "authority_id"),
                name="exchanges_question_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="track",
            constraint=models.UniqueConstraint(
                fields=("exchange", "name", "key", "round"), name="exchanges_track_place"
            ),
        ),
    ]
