"""The tables of the foundation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("n", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("format", models.SmallIntegerField()),
                ("streams", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("moved_digest", models.BinaryField()),
                ("access_digest", models.BinaryField()),
                ("prev", models.BinaryField()),
                ("key_id", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "foundation_anchor",
            },
        ),
        migrations.CreateModel(
            name="AnchorHead",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "anchor_n", "stream", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("anchor_n", models.BigIntegerField()),
                ("stream", models.UUIDField()),
                ("n", models.IntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "foundation_anchor_head",
                "indexes": [models.Index(fields=["stream", "anchor_n"], name="foundation_anchor_head_last")],
            },
        ),
        migrations.CreateModel(
            name="Consumer",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("tries", models.SmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("error", models.TextField(null=True)),
            ],
            options={
                "db_table": "foundation_consumer",
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "stream", "n", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("stream", models.UUIDField()),
                ("n", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("format", models.SmallIntegerField()),
                ("kind", models.SmallIntegerField()),
                ("actor_kind", models.SmallIntegerField()),
                ("actor_ref", models.UUIDField(null=True)),
                ("for_user_ref", models.UUIDField(null=True)),
                ("authority_ref", models.UUIDField(null=True)),
                ("action", models.TextField(null=True)),
                ("track", models.TextField(null=True)),
                ("from_state", models.TextField(null=True)),
                ("to_state", models.TextField(null=True)),
                ("facts", models.JSONField()),
                ("sealed_digest", models.BinaryField(null=True)),
                ("prev", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("request_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "foundation_log_entry",
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("stream", models.UUIDField(primary_key=True, serialize=False)),
                ("n", models.IntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "foundation_stream",
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact_id", models.BigIntegerField()),
                ("channel", models.SmallIntegerField()),
                ("target", models.TextField()),
                ("body", models.JSONField(default=dict)),
                ("attempts", models.IntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("state", models.SmallIntegerField()),
                ("error", models.TextField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("request_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "foundation_delivery",
                "indexes": [models.Index(fields=["state", "next_at"], name="foundation_delivery_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("fact_id", "channel", "target"), name="foundation_delivery_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "user_ref", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("user_ref", models.UUIDField()),
                ("place", models.TextField()),
                ("key_ref", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "foundation_draft",
                "indexes": [models.Index(fields=["key_ref"], name="foundation_draft_key_ref")],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("ran_at", models.DateTimeField(null=True)),
                ("took", models.FloatField(default=0)),
                ("tries", models.IntegerField(default=0)),
                ("error", models.TextField(null=True)),
            ],
            options={
                "db_table": "foundation_duty",
            },
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "name", "labels", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.TextField()),
                ("labels", models.TextField()),
                ("value", models.FloatField()),
            ],
            options={
                "db_table": "foundation_count",
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.BigIntegerField(null=True, unique=True)),
                ("at", models.DateTimeField()),
                ("type", models.TextField()),
                ("v", models.SmallIntegerField()),
                ("stream", models.UUIDField()),
                ("n", models.IntegerField()),
                ("dims", models.JSONField()),
            ],
            options={
                "db_table": "foundation_fact",
                "indexes": [
                    models.Index(
                        condition=models.Q(("seq__isnull", True)), fields=["id"], name="foundation_fact_unnumbered"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "actor_ref", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("actor_ref", models.UUIDField()),
                ("key", models.UUIDField()),
                ("action", models.TextField()),
                ("body_digest", models.BinaryField()),
                ("outcome", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "foundation_request",
                "indexes": [models.Index(fields=["at"], name="foundation_request_at")],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("stream", models.UUIDField()),
                ("key_class", models.SmallIntegerField()),
                ("inside", models.UUIDField(null=True)),
                ("format", models.SmallIntegerField()),
                ("size", models.BigIntegerField()),
                ("place", models.TextField()),
                ("state", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
                ("digest", models.BinaryField(null=True)),
                ("meta_sealed", models.BinaryField()),
                ("held", models.TextField(null=True)),
                ("scanned_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "foundation_file",
                "indexes": [
                    models.Index(fields=["stream"], name="foundation_file_stream"),
                    models.Index(fields=["state", "at"], name="foundation_file_state"),
                    models.Index(
                        condition=models.Q(("held__isnull", False)), fields=["scanned_at"], name="foundation_file_held"
                    ),
                ],
            },
        ),
    ]
