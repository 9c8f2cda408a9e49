"""The tables of the repositories."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("exchange_ref", models.UUIDField(unique=True)),
                ("module", models.TextField()),
                ("procedure", models.TextField()),
                ("procedure_id", models.IntegerField()),
                ("number", models.TextField(db_collation="C", unique=True)),
                ("participants", models.BooleanField(default=False)),
                ("public", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("state", models.TextField(default="")),
                ("keeper_id", models.IntegerField(default=0)),
                ("member", models.TextField(default="")),
                ("language", models.TextField(default="")),
                ("shown", models.JSONField(default=dict)),
                ("sealed", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "repositories_entry",
                "indexes": [
                    models.Index(
                        condition=models.Q(("public", True)),
                        fields=["module", "procedure", "id"],
                        name="repositories_entry_public",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("request", models.UUIDField()),
                ("module", models.TextField()),
                ("procedure", models.TextField()),
                ("authority_id", models.IntegerField()),
                ("user_ref", models.UUIDField()),
                ("file_ref", models.UUIDField()),
                ("publish", models.BooleanField()),
                ("total", models.IntegerField()),
                ("done", models.IntegerField(default=0)),
                ("refused", models.IntegerField(default=0)),
                ("problem", models.TextField(default="")),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "repositories_import",
                "constraints": [
                    models.UniqueConstraint(fields=("user_ref", "request"), name="repositories_import_request")
                ],
            },
        ),
        migrations.CreateModel(
            name="FoundBy",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("exchange_ref", models.UUIDField(unique=True)),
                ("module", models.TextField()),
                ("procedure", models.TextField()),
                ("state", models.TextField()),
                ("terms", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("facets", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("tokens", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                "db_table": "repositories_found_by",
                "indexes": [
                    models.Index(
                        models.F("module"),
                        models.F("procedure"),
                        models.OrderBy(models.F("entry_id"), descending=True),
                        name="repositories_found_by_newest",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["terms"], name="repositories_found_by_terms"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["tokens"], name="repositories_found_by_tokens"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("exchange_ref", models.UUIDField()),
                ("field", models.TextField()),
                ("url", models.TextField()),
                ("fails", models.SmallIntegerField(default=0)),
                ("said", models.TextField(default="")),
                ("checked_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField()),
            ],
            options={
                "db_table": "repositories_link",
                "indexes": [models.Index(fields=["next_at"], name="repositories_link_next")],
                "constraints": [
                    models.UniqueConstraint(fields=("exchange_ref", "field", "url"), name="repositories_link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LookedUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.TextField()),
                ("procedure", models.TextField()),
                ("lookup", models.TextField()),
                ("authority_id", models.IntegerField()),
                ("user_ref", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("purpose", models.TextField(default="")),
                ("hit", models.BooleanField()),
            ],
            options={
                "db_table": "repositories_lookup",
                "indexes": [
                    models.Index(
                        fields=["authority_id", "module", "procedure", "lookup", "at"], name="repositories_lookup_limit"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.TextField()),
                ("procedure", models.TextField()),
                ("word", models.TextField(db_collation="C")),
            ],
            options={
                "db_table": "repositories_word",
                "constraints": [
                    models.UniqueConstraint(fields=("module", "procedure", "word"), name="repositories_word_once")
                ],
            },
        ),
    ]
