"""The tables of the notices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("user_ref", models.UUIDField(primary_key=True, serialize=False)),
                ("mail", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "notices_preference",
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact_id", models.BigIntegerField()),
                ("user_ref", models.UUIDField()),
                ("digest", models.BooleanField()),
                ("state", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
                ("message_id", models.TextField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("refusal", models.TextField(default="")),
            ],
            options={
                "db_table": "notices_mail",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", [1, 3])), fields=["state", "at"], name="notices_mail_open"
                    ),
                    models.Index(fields=["at"], name="notices_mail_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("fact_id", "user_ref", "digest"), name="notices_mail_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact_id", models.BigIntegerField()),
                ("user_ref", models.UUIDField()),
                ("user_id", models.IntegerField()),
                ("for_user_ref", models.UUIDField(null=True)),
                ("authority_id", models.IntegerField()),
                ("stream", models.UUIDField()),
                ("number", models.TextField()),
                ("kind", models.SmallIntegerField()),
                ("about", models.JSONField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("digest_at", models.DateTimeField(null=True)),
                ("mail_id", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "notices_notice",
                "indexes": [
                    models.Index(
                        models.F("user_ref"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="notices_notice_user",
                    ),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["user_ref", "stream"],
                        name="notices_notice_unread",
                    ),
                    models.Index(
                        condition=models.Q(("digest_at__isnull", False)),
                        fields=["digest_at"],
                        name="notices_notice_digest",
                    ),
                    models.Index(
                        condition=models.Q(("mail_id__isnull", False)), fields=["mail_id"], name="notices_notice_mail"
                    ),
                    models.Index(fields=["at"], name="notices_notice_at"),
                ],
                "constraints": [models.UniqueConstraint(fields=("fact_id", "user_ref"), name="notices_notice_once")],
            },
        ),
    ]
