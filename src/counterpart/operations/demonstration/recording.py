"""The record of a planned authority, as the directory keeps it."""

from __future__ import annotations

from counterpart.directory.records import AuthorityRecord
from counterpart.operations.demonstration.planned import PlannedAuthority


def record_of(one: PlannedAuthority) -> AuthorityRecord:
    """Return what is recorded of an authority; its key is its external id."""
    return AuthorityRecord(
        member=one.member,
        kind=one.kind,
        names=dict(one.names),
        titles={"en": one.title},
        languages=one.languages,
        region=one.region,
        postcode=one.postcode,
        city=one.city,
        email=one.email,
        external_id=one.key,
    )
