"""The tables of the search, and who may use them: words are only added, postings replaced."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted


class Migration(migrations.Migration):
    """Words and postings."""

    dependencies: ClassVar = [("directory", "0002_rights")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.TextField(db_collation="C", unique=True)),
            ],
            options={"db_table": "directory_word"},
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "word_id",
                        "authority_id",
                        "field",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("word_id", models.IntegerField()),
                ("authority_id", models.IntegerField()),
                ("field", models.SmallIntegerField()),
                ("weight", models.SmallIntegerField()),
            ],
            options={
                "db_table": "directory_posting",
                "indexes": [models.Index(fields=["authority_id"], name="directory_posting_authority")],
            },
        ),
        granted(
            {
                "directory_word": {Role.APP: "select, insert", Role.WORKER: "select, insert"},
                "directory_posting": {
                    Role.APP: "select, insert, update, delete",
                    Role.WORKER: "select, insert, update, delete",
                },
            }
        ),
    ]
