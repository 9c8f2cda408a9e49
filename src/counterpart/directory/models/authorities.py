"""Tables of authorities: the record, access to policy areas, relations, competences, succession."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Authority(models.Model):
    """An authority, registered once (domain sheet 2.5). Nothing here is personal: contacts are those of the office.

    `member` is the code of its member in the network's profile, empty for a body of the network. `names` and `titles`
    hold the official name and the short title by language, `description` and `keywords` what it does. `territory` are
    regions that it is competent for, none for all. `external_id` is the name under which its member's own list has it.
    `record_version` guards two who change it at once. `confirmed_at` is when somebody last said that all of it is
    right, `mail_failed_at` when a mail to the office came back, `second_user_due` when to look whether one user is
    still all.
    """

    ref = models.UUIDField(unique=True)
    member = models.TextField(db_column="country")
    region = models.TextField(null=True)
    time_zone = models.TextField(db_column="tz")
    kind = models.SmallIntegerField()
    state = models.SmallIntegerField()
    succeeded_by = models.ForeignKey("self", models.RESTRICT, null=True, related_name="+")
    names = models.JSONField()
    titles = models.JSONField(default=dict)
    acronym = models.TextField(default="")
    languages = ArrayField(models.TextField(), db_column="langs")
    street = models.TextField(default="")
    postcode = models.TextField(default="")
    city = models.TextField(default="")
    phone = models.TextField(default="")
    email = models.TextField(default="")
    website = models.TextField(default="")
    opening = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    keywords = models.JSONField(default=dict)
    territory = ArrayField(models.TextField(), default=list)
    public_contact = models.BooleanField(default=False)
    external_id = models.TextField(null=True)
    record_version = models.IntegerField(default=1)
    registered_at = models.DateTimeField()
    validated_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    mail_failed_at = models.DateTimeField(null=True)
    second_user_due = models.DateTimeField(null=True)

    class Meta:
        """The name of the table, and how its rows are listed."""

        db_table = "directory_authority"
        constraints = [
            models.UniqueConstraint(fields=["member", "external_id"], name="directory_authority_external_id"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(kind=1, state=1) & ~Q(member=""), name="directory_authority_one_national"
            ),
        ]
        indexes = [
            models.Index(fields=["member", "state", "id"], name="directory_authority_member"),
            models.Index(fields=["member"], condition=Q(kind__in=(1, 2, 3)), name="directory_authority_above"),
            models.Index(
                fields=["second_user_due"],
                condition=Q(second_user_due__isnull=False),
                name="directory_authority_second",
            ),
        ]


class Access(models.Model):
    """What an authority may take part as: a role of a policy area."""

    pk = models.CompositePrimaryKey("module", "role", "authority")
    module = models.TextField()
    role = models.TextField()
    authority = models.ForeignKey(Authority, models.RESTRICT, related_name="+", db_index=False)
    state = models.SmallIntegerField()
    since = models.DateTimeField()

    class Meta:
        """The name of the table; the index answers what one authority has."""

        db_table = "directory_access"
        indexes = [models.Index(fields=["authority", "module"], name="directory_access_authority")]


class Relation(models.Model):
    """What a coordinator, or a linked authority, is to an authority; in one policy area, or (empty) as a whole.

    `chosen` marks the request coordinator that the authority turns to first.
    """

    authority = models.ForeignKey(Authority, models.RESTRICT, related_name="+", db_index=False)
    module = models.TextField(default="")
    kind = models.SmallIntegerField()
    coordinator = models.ForeignKey(Authority, models.RESTRICT, related_name="+", db_index=False)
    chosen = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """The name of the table; of some relations an authority has one only."""

        db_table = "directory_relation"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "module", "kind", "coordinator"],
                condition=Q(until__isnull=True),
                name="directory_relation_once",
            ),
            models.UniqueConstraint(
                fields=["authority", "module", "kind"],
                condition=Q(until__isnull=True, kind__in=[1, 2]),
                name="directory_relation_single",
            ),
            models.UniqueConstraint(
                fields=["authority", "module"],
                condition=Q(until__isnull=True, kind=3, chosen=True),
                name="directory_relation_one_chosen",
            ),
        ]
        indexes = [
            models.Index(
                fields=["coordinator", "kind", "module", "authority"],
                condition=Q(until__isnull=True),
                name="directory_relation_coordinator",
            )
        ]


class Competence(models.Model):
    """What an authority is competent for: a code of a list of a policy area."""

    pk = models.CompositePrimaryKey("module", "list", "code", "authority")
    module = models.TextField()
    list = models.TextField()
    code = models.TextField()
    authority = models.ForeignKey(Authority, models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        """The name of the table; the index answers what one authority is competent for."""

        db_table = "directory_competence"
        indexes = [models.Index(fields=["authority", "module"], name="directory_competence_authority")]


class Succession(models.Model):
    """How an authority ended, and who goes on with what it had; `module` is empty for everything else."""

    before = models.ForeignKey(Authority, models.RESTRICT, related_name="+")
    after = models.ForeignKey(Authority, models.RESTRICT, related_name="+", null=True)
    module = models.TextField(default="")
    kind = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        """The name of the table; a policy area goes to one successor."""

        db_table = "directory_succession"
        constraints = [models.UniqueConstraint(fields=["before", "module"], name="directory_succession_once")]
