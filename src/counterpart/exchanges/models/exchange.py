"""Files, and the exchanges in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr

SECOND_HALF = 6
"""At which character the second half of a number begins: `7F3K-92QM`."""


class Matter(models.Model):
    """A file: one exchange, and the children that were started under its number."""

    number = models.TextField(unique=True, db_collation="C")
    next_part = models.SmallIntegerField(default=2)

    class Meta:
        """The name of the table."""

        db_table = "exchanges_matter"


class Exchange(models.Model):
    """One exchange. `machine` is its situation (`core.workflow.to_json`) without parties, rows and values.

    `version` counts the steps; `log_n` is the last entry of its log, so that whoever waited for the lock notices.
    `tail` is the second half of the number, for whoever remembers only that. `family` says that it has, or may come to
    have, relatives under its number: then the matter is locked first.
    `retention` holds the terms of each kind of data once it has ended; `block_at` and `erase_at` are the first of them.
    """

    ref = models.UUIDField(unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, db_index=False)
    part = models.SmallIntegerField()
    number = models.TextField(unique=True, db_collation="C")
    tail = models.GeneratedField(
        expression=Substr("number", SECOND_HALF), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    procedure_id = models.IntegerField()
    module = models.TextField()
    format = models.SmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, db_index=False)
    child = models.TextField(default="")
    family = models.BooleanField()
    state = models.TextField()
    entered_at = models.DateTimeField()
    version = models.IntegerField()
    log_n = models.IntegerField()
    urgent = models.BooleanField()
    copied = models.BooleanField()
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    wanted_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    last_activity_at = models.DateTimeField(null=True)
    block_at = models.DateTimeField(null=True)
    erase_at = models.DateTimeField(null=True)
    blocked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    label = models.BinaryField(null=True)
    machine = models.JSONField()
    retention = models.JSONField(default=dict)
    seated = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    class Meta:
        """The name of the table; what the clock of retention and the question "still in use?" read."""

        db_table = "exchanges_exchange"
        constraints = [models.UniqueConstraint(fields=["matter", "part"], name="exchanges_exchange_part")]
        indexes = [
            models.Index(fields=["parent"], name="exchanges_exchange_parent", condition=Q(parent__isnull=False)),
            models.Index(
                fields=["block_at"],
                name="exchanges_exchange_block",
                condition=Q(blocked_at__isnull=True, block_at__isnull=False),
            ),
            models.Index(
                fields=["erase_at"],
                name="exchanges_exchange_erase",
                condition=Q(erased_at__isnull=True, erase_at__isnull=False),
            ),
            models.Index(fields=["tail"], name="exchanges_exchange_tail"),
            models.Index(fields=["procedure_id"], name="exchanges_exchange_open", condition=Q(closed_at__isnull=True)),
        ]


class Link(models.Model):
    """An exchange that has to do with another one: linked by somebody, started from it, or copied from it."""

    pk = models.CompositePrimaryKey("exchange_id", "other_id", "kind")
    exchange_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    kind = models.SmallIntegerField()
    since_n = models.IntegerField()

    class Meta:
        """The name of the table."""

        db_table = "exchanges_link"
        indexes = [models.Index(fields=["other_id"], name="exchanges_link_other")]
