"""The table of the accounts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes it."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("email", models.TextField()),
                ("email_folded", models.TextField(null=True, unique=True)),
                ("email_confirmed_at", models.DateTimeField(null=True)),
                ("name", models.TextField()),
                ("language", models.TextField(db_column="lang")),
                ("time_zone", models.TextField(db_column="tz")),
                ("password", models.TextField()),
                ("password_at", models.DateTimeField(null=True)),
                ("entered_at", models.DateTimeField()),
                ("first_sign_in_at", models.DateTimeField(null=True)),
                ("last_sign_in_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                ("blocked_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "accounts_user",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", False), ("email_folded__isnull", False), _connector="OR"
                        ),
                        name="accounts_user_has_email",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(("email", ""), ("email_folded__isnull", True), ("name", ""), ("password", "")),
                            _connector="OR",
                        ),
                        name="accounts_user_erased_is_empty",
                    ),
                ],
            },
        ),
    ]
