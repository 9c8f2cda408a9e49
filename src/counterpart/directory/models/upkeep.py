"""Tables of upkeep: when an authority was last asked to see to something, whose mails come back, former names."""

from __future__ import annotations

from django.db import models

from counterpart.directory.models.authorities import Authority


class Chase(models.Model):
    """When an authority was last asked to see to a concern (`upkeep.Concern`); each time stands in its log.

    `coordinator` is who asked; none where the worker did by itself.
    """

    pk = models.CompositePrimaryKey("authority", "concern")
    authority = models.ForeignKey(Authority, models.RESTRICT, related_name="+", db_index=False)
    concern = models.TextField()
    at = models.DateTimeField()
    coordinator = models.ForeignKey(Authority, models.RESTRICT, null=True, related_name="+", db_index=False)

    class Meta:
        """The name of the table."""

        db_table = "directory_chase"


class FormerName(models.Model):
    """What an authority was called until it was renamed, by language."""

    authority = models.ForeignKey(Authority, models.RESTRICT, related_name="+")
    names = models.JSONField()
    until = models.DateTimeField()

    class Meta:
        """The name of the table."""

        db_table = "directory_former_name"


class MailFailure(models.Model):
    """Since when mails to a user come back; gone when the address is corrected."""

    user_id = models.IntegerField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        """The name of the table."""

        db_table = "directory_mail_failure"
