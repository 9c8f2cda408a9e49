"""Who takes part in an exchange, whom that lets in, and who in an authority works on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from counterpart.exchanges.models.exchange import Exchange


class Party(models.Model):
    """A seat of a party; it is ended, never overwritten, so history shows who it was.

    `through` is the row of a track that brought it in (`track/key/round`, empty for none). Somebody outside has no
    authority, and is known by `outside_ref` where they came through the portal.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, db_index=False)
    name = models.TextField()
    authority_id = models.IntegerField(null=True)
    authority_ref = models.UUIDField(null=True)
    member = models.TextField()
    zone = models.TextField(default="")
    through = models.TextField(default="")
    outside_ref = models.UUIDField(null=True)
    since_n = models.IntegerField()
    until_n = models.IntegerField(null=True)

    class Meta:
        """The name of the table; the first seats of a party, and by authority: in one exchange, and for successions."""

        db_table = "exchanges_party"
        indexes = [
            models.Index(fields=["exchange", "name", "id"], name="exchanges_party_exchange"),
            models.Index(
                fields=["authority_id", "exchange"],
                name="exchanges_party_authority",
                condition=Q(until_n__isnull=True, authority_id__isnull=False),
            ),
        ]


class Access(models.Model):
    """Which authorities may come in now, derived from the living seats: the one thing that all policies ask.

    `open`: something may still move there. So a list of what waits walks past nothing that has ended. `begun_at` is
    when the exchange began, so that a search walks from the newest to the oldest, and from day to day.
    """

    pk = models.CompositePrimaryKey("exchange_id", "authority_id")
    exchange_id = models.BigIntegerField()
    authority_id = models.IntegerField()
    level = models.SmallIntegerField()
    open = models.BooleanField(db_default=True)
    begun_at = models.DateTimeField(db_default=Now())

    class Meta:
        """The name of the table; 1 is the overview, 2 the content."""

        db_table = "exchanges_access"
        indexes = [
            models.Index(
                "authority_id",
                models.F("begun_at").desc(),
                models.F("exchange_id").desc(),
                name="exchanges_access_begun",
            ),
            models.Index(fields=["authority_id", "exchange_id"], name="exchanges_access_open", condition=Q(open=True)),
        ]


class Allocation(models.Model):
    """Who in an authority works on an exchange, since when and until when."""

    exchange_id = models.BigIntegerField()
    authority_id = models.IntegerField()
    user_id = models.IntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """The name of the table."""

        db_table = "exchanges_allocation"
        constraints = [
            models.UniqueConstraint(
                fields=["exchange_id", "authority_id", "user_id"],
                name="exchanges_allocation_once",
                condition=Q(until__isnull=True),
            )
        ]
        indexes = [
            models.Index(fields=["user_id"], name="exchanges_allocation_user", condition=Q(until__isnull=True)),
        ]
