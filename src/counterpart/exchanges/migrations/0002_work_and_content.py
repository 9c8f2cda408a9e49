"""What is to be done in exchanges, and what is written in them."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables, their constraints and their indexes."""

    dependencies = [("exchanges", "0001_initial")]

    operations = [
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
                ("version", models.IntegerField()),
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
