"""Tables of the people of authorities: who belongs to which, with which rights, and who stands in for whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from counterpart.directory.models.authorities import Authority


class Membership(models.Model):
    """A user works for an authority; ended, never deleted."""

    user_id = models.IntegerField()
    authority = models.ForeignKey(Authority, models.RESTRICT, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """The name of the table; a user belongs to an authority once at a time."""

        db_table = "directory_membership"
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "authority"], condition=Q(until__isnull=True), name="directory_membership_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "user_id"], condition=Q(until__isnull=True), name="directory_membership_living"
            )
        ]


class GivenRight(models.Model):
    """A right of a member in a policy area, or (empty) in the authority as a whole; its history is the log."""

    pk = models.CompositePrimaryKey("membership", "module", "name")
    membership = models.ForeignKey(Membership, models.RESTRICT, related_name="+", db_index=False)
    module = models.TextField()
    name = models.TextField(db_column="right")

    class Meta:
        """The name of the table."""

        db_table = "directory_right"


class Absence(models.Model):
    """From when until when somebody is away, both days counted in the authority's own time zone, and who stands in.

    Nobody may stand in: then the coordinator's desk shows it.
    """

    membership = models.ForeignKey(Membership, models.RESTRICT, related_name="+", db_index=False)
    substitute = models.ForeignKey(Membership, models.RESTRICT, null=True, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        """The name of the table; nobody stands in for themselves."""

        db_table = "directory_absence"
        constraints = [
            models.UniqueConstraint(fields=["membership", "since"], name="directory_absence_once"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="directory_absence_ends"),
            models.CheckConstraint(condition=~Q(substitute=F("membership")), name="directory_absence_of_another"),
        ]
        indexes = [
            models.Index(fields=["substitute"], name="directory_absence_substitute"),
            models.Index(fields=["until"], name="directory_absence_until"),
        ]
