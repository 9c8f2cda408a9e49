"""What is to be done: rows of tracks, open moves, and what the clock looks at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from counterpart.exchanges.models.exchange import Exchange


class Track(models.Model):
    """One row of a track in one round; `machine` is how far it has come. Rows of earlier rounds are archived.

    `version` is that of the exchange when the row last changed: thirteen thousand who act in rows of their own never
    collide.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, db_index=False)
    name = models.TextField()
    key = models.TextField()
    round = models.SmallIntegerField()
    authority_id = models.IntegerField(null=True)
    member = models.TextField()
    state = models.TextField()
    entered_at = models.DateTimeField()
    version = models.IntegerField()
    archived_n = models.IntegerField(null=True)
    machine = models.JSONField()

    class Meta:
        """The name of the table."""

        db_table = "exchanges_track"
        constraints = [
            models.UniqueConstraint(fields=["exchange", "name", "key", "round"], name="exchanges_track_place")
        ]


class Turn(models.Model):
    """One open move: an authority's turn at a place. Complete in itself, so that a work list reads nothing else.

    `place` is empty in the main machine, else `track/key/round`. `label` is what it is about, sealed. `coordinates`:
    only a coordinator plays this party. `reminded` counts the reminders since it is their move, `chased_at` is when a
    coordinator last sent one.
    """

    pk = models.CompositePrimaryKey("exchange_id", "place", "party", "authority_id")
    exchange_id = models.BigIntegerField()
    place = models.TextField()
    party = models.TextField()
    authority_id = models.IntegerField()
    member = models.TextField()
    module = models.TextField()
    procedure_id = models.IntegerField()
    exchange_ref = models.UUIDField()
    number = models.TextField(db_collation="C")
    state = models.TextField()
    other_member = models.TextField()
    other_authority_id = models.IntegerField(null=True)
    urgent = models.BooleanField()
    due_at = models.DateTimeField(null=True)
    since = models.DateTimeField()
    allocated_to = models.IntegerField(null=True)
    label = models.BinaryField(null=True)
    coordinates = models.BooleanField(db_default=False)
    reminded = models.SmallIntegerField(db_default=0)
    chased_at = models.DateTimeField(null=True)

    class Meta:
        """The name of the table; each work list, and each list of a coordinator, is one range of one index."""

        db_table = "exchanges_turn"
        indexes = [
            models.Index(fields=["authority_id", "due_at", "exchange_id"], name="exchanges_turn_authority"),
            models.Index(
                fields=["allocated_to", "due_at", "exchange_id"],
                name="exchanges_turn_allocated",
                condition=Q(allocated_to__isnull=False),
            ),
            models.Index(fields=["member", "coordinates", "due_at", "exchange_id"], name="exchanges_turn_late"),
            models.Index(fields=["other_member", "due_at", "exchange_id"], name="exchanges_turn_late_other"),
            models.Index(fields=["member", "since", "exchange_id"], name="exchanges_turn_still"),
            models.Index(fields=["other_member", "since", "exchange_id"], name="exchanges_turn_still_other"),
        ]


class Deadline(models.Model):
    """When the clock looks at a place: to remind, to escalate, or to act. Why then, stands in the machine's `due`."""

    exchange = models.ForeignKey(Exchange, models.PROTECT, db_index=False)
    track = models.TextField(default="")
    key = models.TextField(default="")
    round = models.SmallIntegerField(default=0)
    clock = models.TextField(default="")
    kind = models.SmallIntegerField()
    fire_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        """The name of the table; rows go when they have fired, the log remembers them."""

        db_table = "exchanges_deadline"
        indexes = [
            models.Index(fields=["fire_at", "exchange"], name="exchanges_deadline_fire"),
            models.Index(fields=["exchange"], name="exchanges_deadline_exchange"),
        ]
