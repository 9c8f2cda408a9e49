"""The tables of installed policy areas, and who may use them."""

import django.db.models.deletion
from django.db import migrations, models

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted

ADDS = {Role.APP: "select, insert", Role.WORKER: "select", Role.REPORT: "select"}
CHANGES = {Role.APP: "select, insert, update", Role.WORKER: "select", Role.REPORT: "select"}


class Migration(migrations.Migration):
    """Makes them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("n", models.IntegerField()),
            ],
            options={
                "db_table": "modules_edition",
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.IntegerField(unique=True)),
                ("network", models.TextField()),
                ("digest", models.BinaryField()),
                ("definition", models.TextField()),
                ("texts", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "modules_network",
            },
        ),
        migrations.CreateModel(
            name="Texts",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.TextField()),
                ("line", models.TextField()),
                ("language", models.TextField()),
                ("revision", models.IntegerField()),
                ("digest", models.BinaryField()),
                ("catalogue", models.JSONField()),
                ("untranslated", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "modules_texts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("module", "line", "language", "revision"), name="modules_texts_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.TextField()),
                ("version", models.TextField()),
                ("line", models.TextField()),
                ("format", models.SmallIntegerField()),
                ("structure_digest", models.BinaryField()),
                ("definition", models.TextField()),
                ("origins", models.JSONField()),
                ("libraries", models.JSONField()),
                ("library", models.BooleanField()),
                ("state", models.SmallIntegerField()),
                ("installed_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "modules_version",
                "constraints": [models.UniqueConstraint(fields=("module", "version"), name="modules_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField()),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="modules.version"
                    ),
                ),
            ],
            options={
                "db_table": "modules_procedure",
                "constraints": [models.UniqueConstraint(fields=("version", "key"), name="modules_procedure_once")],
            },
        ),
        granted(
            {
                "modules_edition": CHANGES,
                "modules_version": CHANGES,
                "modules_procedure": ADDS,
                "modules_texts": ADDS,
                "modules_network": ADDS,
            }
        ),
    ]
