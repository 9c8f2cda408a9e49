"""The table of the reports."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes it."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("exchange_ref", models.UUIDField()),
                ("authority_id", models.IntegerField()),
                ("name", models.TextField()),
                ("n", models.IntegerField()),
                ("language", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("file_ref", models.UUIDField()),
                ("signed", models.BooleanField()),
            ],
            options={
                "db_table": "reports_document",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exchange_ref", "authority_id", "n", "name"), name="reports_document_once"
                    )
                ],
            },
        ),
    ]
