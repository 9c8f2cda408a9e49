from __future__ import annotations

import shutil
from collections.abc import Iterator

import boto3  # type: ignore[import-untyped]
import pytest

from counterpart.foundation.files.on_disk import DiskShelf
from counterpart.foundation.files.shelf import Shelf
from counterpart.foundation.files.shelves import shelf_for_new
from tests.foundation.files.s3_server import s3_server
from tests.foundation.files.shelved import BUCKET


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An object store that new files go to; yields its address."""
    with s3_server() as endpoint:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "a-user-of-tests",
            "AWS_SECRET_ACCESS_KEY": "a-password-of-tests",
            "AWS_DEFAULT_REGION": "us-east-1",
            "COUNTERPART_FILES": f"s3://{BUCKET}/sealed",
            "COUNTERPART_S3_ENDPOINT": endpoint,
        }.items():
            monkeypatch.setenv(name, value)
        boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket=BUCKET)
        yield endpoint


@pytest.fixture(params=["disk", "s3"])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    """Where new files are put: each test runs once for each kind."""
    if request.param == "s3":
        request.getfixturevalue("bucket")
    found = shelf_for_new()
    if isinstance(found, DiskShelf):
        shutil.rmtree(found.folder, ignore_errors=True)  # what other tests have left
    return found
