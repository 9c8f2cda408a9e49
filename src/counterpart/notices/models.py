"""Tables of what people are told: refs, kinds, names of definitions and moments; no address, no name, no value."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """Somebody was told of a fact, once. `about` is `About`; `for_user_ref` the absent colleague they stand in for.

    `digest_at` is when it goes into a summary, until it has; `mail_id` is that summary.
    """

    fact_id = models.BigIntegerField()
    user_ref = models.UUIDField()
    user_id = models.IntegerField()
    for_user_ref = models.UUIDField(null=True)
    authority_id = models.IntegerField()
    stream = models.UUIDField()
    number = models.TextField()
    kind = models.SmallIntegerField()
    about = models.JSONField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    digest_at = models.DateTimeField(null=True)
    mail_id = models.BigIntegerField(null=True)

    class Meta:
        """The name of the table; once for a fact and a person; what lists, counts, summaries and sweeping read."""

        db_table = "notices_notice"
        constraints = [models.UniqueConstraint(fields=["fact_id", "user_ref"], name="notices_notice_once")]
        indexes = [
            models.Index("user_ref", models.F("id").desc(), name="notices_notice_user"),
            models.Index(
                fields=["user_ref", "stream"], name="notices_notice_unread", condition=Q(read_at__isnull=True)
            ),
            models.Index(fields=["digest_at"], name="notices_notice_digest", condition=Q(digest_at__isnull=False)),
            models.Index(fields=["mail_id"], name="notices_notice_mail", condition=Q(mail_id__isnull=False)),
            models.Index(fields=["at"], name="notices_notice_at"),
        ]


class Preference(models.Model):
    """How somebody wants to be mailed what is not new work; who is not in it has never chosen: at once."""

    user_ref = models.UUIDField(primary_key=True)
    mail = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        """The name of the table."""

        db_table = "notices_preference"


class Mail(models.Model):
    """A mail to one person because of one step (or a summary); the delivery that sends it holds its number.

    `message_id` is given before the first attempt and stays. `refusal` is the mail server's code, never its words.
    """

    fact_id = models.BigIntegerField()
    user_ref = models.UUIDField()
    digest = models.BooleanField()
    state = models.SmallIntegerField()
    at = models.DateTimeField()
    message_id = models.TextField(null=True)
    ended_at = models.DateTimeField(null=True)
    refusal = models.TextField(default="")

    class Meta:
        """The name of the table; one mail for a person and a step."""

        db_table = "notices_mail"
        constraints = [
            models.UniqueConstraint(fields=["fact_id", "user_ref", "digest"], name="notices_mail_once"),
        ]
        indexes = [
            models.Index(fields=["state", "at"], name="notices_mail_open", condition=Q(state__in=[1, 3])),
            models.Index(fields=["at"], name="notices_mail_at"),
        ]
