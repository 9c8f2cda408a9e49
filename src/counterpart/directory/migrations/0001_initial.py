"""The tables of the directory."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Switch",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "module",
                        "member",
                        "authority_id",
                        "key",
                        "since",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("module", models.TextField()),
                ("member", models.TextField(db_column="country")),
                ("authority_id", models.IntegerField(default=0)),
                ("key", models.TextField()),
                ("value", models.BooleanField(null=True)),
                ("since", models.DateTimeField()),
            ],
            options={
                "db_table": "directory_switch",
            },
        ),
        migrations.CreateModel(
            name="Authority",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.UUIDField(unique=True)),
                ("member", models.TextField(db_column="country")),
                ("region", models.TextField(null=True)),
                ("time_zone", models.TextField(db_column="tz")),
                ("kind", models.SmallIntegerField()),
                ("state", models.SmallIntegerField()),
                ("names", models.JSONField()),
                ("titles", models.JSONField(default=dict)),
                ("acronym", models.TextField(default="")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), db_column="langs", size=None
                    ),
                ),
                ("street", models.TextField(default="")),
                ("postcode", models.TextField(default="")),
                ("city", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("website", models.TextField(default="")),
                ("opening", models.JSONField(default=dict)),
                ("description", models.JSONField(default=dict)),
                ("keywords", models.JSONField(default=dict)),
                (
                    "territory",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("public_contact", models.BooleanField(default=False)),
                ("external_id", models.TextField(null=True)),
                ("record_version", models.IntegerField(default=1)),
                ("registered_at", models.DateTimeField()),
                ("validated_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("mail_failed_at", models.DateTimeField(null=True)),
                ("second_user_due", models.DateTimeField(null=True)),
                (
                    "succeeded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="directory.authority",
                    ),
                ),
            ],
            options={
                "db_table": "directory_authority",
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "module", "role", "authority", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("module", models.TextField()),
                ("role", models.TextField()),
                ("state", models.SmallIntegerField()),
                ("since", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey("directory.authority", models.RESTRICT, db_index=False, related_name="+"),
                ),
            ],
            options={
                "db_table": "directory_access",
            },
        ),
        migrations.CreateModel(
            name="Competence",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "module",
                        "list",
                        "code",
                        "authority",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("module", models.TextField()),
                ("list", models.TextField()),
                ("code", models.TextField()),
                (
                    "authority",
                    models.ForeignKey("directory.authority", models.RESTRICT, db_index=False, related_name="+"),
                ),
            ],
            options={
                "db_table": "directory_competence",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.IntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "authority",
                    models.ForeignKey("directory.authority", models.RESTRICT, db_index=False, related_name="+"),
                ),
            ],
            options={
                "db_table": "directory_membership",
            },
        ),
        migrations.CreateModel(
            name="GivenRight",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "membership", "module", "name", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("module", models.TextField()),
                ("name", models.TextField(db_column="right")),
                (
                    "membership",
                    models.ForeignKey("directory.membership", models.RESTRICT, db_index=False, related_name="+"),
                ),
            ],
            options={
                "db_table": "directory_right",
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField()),
                (
                    "membership",
                    models.ForeignKey("directory.membership", models.RESTRICT, db_index=False, related_name="+"),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="directory.membership",
                    ),
                ),
            ],
            options={
                "db_table": "directory_absence",
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.TextField(default="")),
                ("kind", models.SmallIntegerField()),
                ("chosen", models.BooleanField(default=False)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "authority",
                    models.ForeignKey("directory.authority", models.RESTRICT, db_index=False, related_name="+"),
                ),
                (
                    "coordinator",
                    models.ForeignKey("directory.authority", models.RESTRICT, db_index=False, related_name="+"),
                ),
            ],
            options={
                "db_table": "directory_relation",
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("module", models.TextField(default="")),
                ("kind", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="directory.authority",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="directory.authority"
                    ),
                ),
            ],
            options={
                "db_table": "directory_succession",
            },
        ),
        migrations.AddIndex(
            model_name="authority",
            index=models.Index(fields=["member", "state", "id"], name="directory_authority_member"),
        ),
        migrations.AddIndex(
            model_name="authority",
            index=models.Index(
                condition=models.Q(("kind__in", (1, 2, 3))), fields=["member"], name="directory_authority_above"
            ),
        ),
        migrations.AddIndex(
            model_name="authority",
            index=models.Index(
                condition=models.Q(("second_user_due__isnull", False)),
                fields=["second_user_due"],
                name="directory_authority_second",
            ),
        ),
        migrations.AddConstraint(
            model_name="authority",
            constraint=models.UniqueConstraint(
                fields=("member", "external_id"), name="directory_authority_external_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="authority",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", 1), ("state", 1), models.Q(("member", ""), _negated=True)),
                fields=("member",),
                name="directory_authority_one_national",
            ),
        ),
        migrations.AddIndex(
            model_name="access",
            index=models.Index(fields=["authority", "module"], name="directory_access_authority"),
        ),
        migrations.AddIndex(
            model_name="competence",
            index=models.Index(fields=["authority", "module"], name="directory_competence_authority"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("until__isnull", True)),
                fields=["authority", "user_id"],
                name="directory_membership_living",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("user_id", "authority"),
                name="directory_membership_once",
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["substitute"], name="directory_absence_substitute"),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["until"], name="directory_absence_until"),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.UniqueConstraint(fields=("membership", "since"), name="directory_absence_once"),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="directory_absence_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("substitute", models.F("membership")), _negated=True),
                name="directory_absence_of_another",
            ),
        ),
        migrations.AddIndex(
            model_name="relation",
            index=models.Index(
                condition=models.Q(("until__isnull", True)),
                fields=["coordinator", "kind", "module", "authority"],
                name="directory_relation_coordinator",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("authority", "module", "kind", "coordinator"),
                name="directory_relation_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", [1, 2]), ("until__isnull", True)),
                fields=("authority", "module", "kind"),
                name="directory_relation_single",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("chosen", True), ("kind", 3), ("until__isnull", True)),
                fields=("authority", "module"),
                name="directory_relation_one_chosen",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("before", "module"), name="directory_succession_once"),
        ),
    ]
