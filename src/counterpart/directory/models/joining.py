"""Table of invitations: who was asked to register an authority, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from counterpart.directory.models.authorities import Authority


class Invitation(models.Model):
    """An authority was invited by mail to register itself.

    Its code is stored nowhere: it is derived from `ref` (`codes.py`), and `locator` are the letters of it by which the
    row is found. `email` and `reason` are emptied when the invitation has ended and the last mail about it has left.
    `roles` are pairs of a policy area and a role, proposed. `authority` is what registered itself with it. `tries`
    counts codes with this locator that were wrong, since `tried_at`. `reminded_at` is when the invited were reminded of
    the end, and, once it was used, when the coordinator was last told that somebody waits.
    """

    ref = models.UUIDField(unique=True)
    locator = models.TextField()
    email = models.TextField()
    language = models.TextField(db_column="lang")
    member = models.TextField(db_column="country")
    region = models.TextField(null=True)
    kind = models.SmallIntegerField()
    name = models.TextField()
    roles = models.JSONField(default=list)
    invited_by = models.ForeignKey(Authority, models.RESTRICT, null=True, related_name="+", db_index=False)
    state = models.SmallIntegerField()
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    authority = models.ForeignKey(Authority, models.RESTRICT, null=True, related_name="+", db_index=False)
    reason = models.TextField(default="")
    mail_failed_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        """The name of the table; what a coordinator lists, what a code finds, what ends, what came of one."""

        db_table = "directory_invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(authority__isnull=False), name="directory_invitation_authority"
            )
        ]
        indexes = [
            models.Index(fields=["locator"], name="directory_invitation_locator"),
            models.Index(fields=["member", "state", "id"], name="directory_invitation_member"),
            models.Index(fields=["ends_at"], condition=Q(state=1), name="directory_invitation_ending"),
            models.Index(fields=["reminded_at"], condition=Q(state=2), name="directory_invitation_waiting"),
        ]
