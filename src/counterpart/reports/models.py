"""Documents that procedures wanted, each made once for each authority: which, when, and where its file is."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """One document of one exchange for one authority. `n` is the entry of the log whose step wanted it.

    The document itself is a sealed file of the exchange (`file_ref`), under the key of its personal data.
    """

    exchange_ref = models.UUIDField()
    authority_id = models.IntegerField()
    name = models.TextField()
    n = models.IntegerField()
    language = models.TextField()
    made_at = models.DateTimeField()
    file_ref = models.UUIDField()
    signed = models.BooleanField()

    class Meta:
        """The name of the table; one document of a kind for each authority and step."""

        db_table = "reports_document"
        constraints = [
            models.UniqueConstraint(fields=["exchange_ref", "authority_id", "n", "name"], name="reports_document_once")
        ]
