"""Tables of the worker: what it does again and again, and what all processes together have counted."""

from __future__ import annotations

from django.db import models


class Duty(models.Model):
    """When a periodic duty last ran to its end, how many seconds it took, and how often it has failed since."""

    name = models.TextField(primary_key=True)
    ran_at = models.DateTimeField(null=True)
    took = models.FloatField(default=0)
    tries = models.IntegerField(default=0)
    error = models.TextField(null=True)

    class Meta:
        """The name of the table."""

        db_table = "foundation_duty"


class Count(models.Model):
    """A counter that only grows, summed over all processes: each adds what it has counted since it last did."""

    pk = models.CompositePrimaryKey("name", "labels")
    name = models.TextField()
    labels = models.TextField()
    value = models.FloatField()

    class Meta:
        """The name of the table."""

        db_table = "foundation_count"
