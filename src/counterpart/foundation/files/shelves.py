"""Which shelf new files are put on, and which one a file lies on.

    COUNTERPART_FILES         s3://BUCKET or s3://BUCKET/PREFIX: an object store; default: `files/` in the data folder
    COUNTERPART_S3_ENDPOINT   its address when it is not Amazon's; who we are there is told as boto3 wants it
                              (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION, or its files)

Files stay where they were put: after a change of COUNTERPART_FILES old ones are read from their shelf, new ones go to
the new one.
"""

from __future__ import annotations

import functools
import os

from django.utils.module_loading import import_string

from counterpart.core.errors import Invalid
from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.files.on_disk import NAME as DISK
from counterpart.foundation.files.on_disk import DiskShelf
from counterpart.foundation.files.shelf import Shelf

VARIABLE = "COUNTERPART_FILES"
ENDPOINT = "COUNTERPART_S3_ENDPOINT"
S3 = "s3://"
S3_SHELF = "counterpart.foundation.files.on_s3.S3Shelf"
"""Loaded when it is asked for: boto3 takes memory and time in every process that imports it."""


def shelf_for_new() -> Shelf:
    """Return the shelf for new files. Raises `Invalid` for a setting that names none."""
    return shelf_named(os.environ.get(VARIABLE) or DISK)


def shelf_named(name: str) -> Shelf:
    """Return the shelf of that name: `disk`, or the address of a bucket. Raises `Invalid` for another name."""
    if name != DISK and not (name.startswith(S3) and name.removeprefix(S3).strip("/")):
        raise Invalid("file_shelf", field=VARIABLE, said=name)
    return _shelf(name, str(addresses_of().data), os.environ.get(ENDPOINT) or None)


@functools.lru_cache(maxsize=8)
def _shelf(name: str, data: str, endpoint: str | None) -> Shelf:
    if name == DISK:
        return DiskShelf(addresses_of({"COUNTERPART_DATA": data}).data / "files")
    made: Shelf = import_string(S3_SHELF)(name, endpoint)
    return made
