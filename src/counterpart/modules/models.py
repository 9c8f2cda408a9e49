"""The tables of installed policy areas. Rows are added; only the state of a version and the edition ever change."""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """One row: how often anything here has changed. Who changes something locks it; memories look at it for news."""

    id = models.SmallIntegerField(primary_key=True)
    n = models.IntegerField()

    class Meta:
        """The name of the table."""

        db_table = "modules_edition"


class Version(models.Model):
    """A version of a module or library as it was installed.

    `definition` is JSON as text: `jsonb` would sort the keys, and the first party declared is the one that starts.
    `structure_digest` is that of all patches of a line. `origins` tells which texts were written in a library, by
    address: name of the library and address there; `libraries` holds the versions of these. `format` is the number of
    the engine's rules.
    """

    module = models.TextField()
    version = models.TextField()
    line = models.TextField()
    format = models.SmallIntegerField()
    structure_digest = models.BinaryField()
    definition = models.TextField()
    origins = models.JSONField()
    libraries = models.JSONField()
    library = models.BooleanField()
    state = models.SmallIntegerField()
    installed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        """The name of the table, and what is there once."""

        db_table = "modules_version"
        constraints = [models.UniqueConstraint(fields=["module", "version"], name="modules_version_once")]


class Procedure(models.Model):
    """A procedure of a version: what an exchange pins."""

    version = models.ForeignKey(Version, models.PROTECT, db_index=False)
    key = models.TextField()

    class Meta:
        """The name of the table, and what is there once."""

        db_table = "modules_procedure"
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="modules_procedure_once")]


class Texts(models.Model):
    """A revision of the texts of a line in one language: the wording of its day, complete.

    `untranslated` are the addresses that are said in the source language.
    """

    module = models.TextField()
    line = models.TextField()
    language = models.TextField()
    revision = models.IntegerField()
    digest = models.BinaryField()
    catalogue = models.JSONField()
    untranslated = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        """The name of the table, and what is there once."""

        db_table = "modules_texts"
        constraints = [
            models.UniqueConstraint(fields=["module", "line", "language", "revision"], name="modules_texts_once")
        ]


class Network(models.Model):
    """A revision of the network profile, with its texts by language and address. `definition` is JSON as text."""

    revision = models.IntegerField(unique=True)
    network = models.TextField()
    digest = models.BinaryField()
    definition = models.TextField()
    texts = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        """The name of the table."""

        db_table = "modules_network"
