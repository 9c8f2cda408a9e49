"""Files, exchanges, and who takes part in them."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.text
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
            name="Exchange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("part", models.SmallIntegerField()),
                ("number", models.TextField(db_collation="C", unique=True)),
                (
                    "tail",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Substr("number", 6),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
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
                ("seated", models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))),
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
            index=models.Index(fields=["tail"], name="exchanges_exchange_tail"),
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
            index=models.Index(fields=["exchange", "name", "id"], name="exchanges_party_exchange"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                condition=models.Q(("authority_id__isnull", False), ("until_n__isnull", True)),
                fields=["authority_id", "exchange"],
                name="exchanges_party_authority",
            ),
        ),
    ]
