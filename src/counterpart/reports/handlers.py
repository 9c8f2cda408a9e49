"""What the worker does about documents: makes and signs those that procedures want, ends them with what they repeat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from counterpart.foundation.database.statements import rows
from counterpart.foundation.deliveries import ChannelKind, Delivery, channel
from counterpart.foundation.erasing import EraseDue
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.files import erase_these
from counterpart.foundation.vault import KeyClass
from counterpart.reports import looking
from counterpart.reports.keeping import Wanted, make_documents, sign_documents
from counterpart.reports.queries import may_repeat
from counterpart.reports.signing import certificate_file

__all__ = ["end_documents", "looking", "make_document", "sign_document", "wanted_by"]

END = "delete from reports_document where exchange_ref = %s returning file_ref"


@channel(ChannelKind.DOCUMENT)
def make_document(delivery: Delivery, now: dt.datetime) -> None:
    """Make a document for each authority; harmless twice."""
    make_documents(wanted_by(delivery), now)


def sign_document(delivery: Delivery, now: dt.datetime) -> None:
    """Sign a document for each authority; harmless twice."""
    sign_documents(wanted_by(delivery), now)


if certificate_file() is not None:  # without one, what is to be signed waits until there is
    channel(ChannelKind.SIGNATURE)(sign_document)


def wanted_by(delivery: Delivery) -> Wanted:
    """Return which document a delivery wants: its target is the exchange, and the place of the effect in its step."""
    return Wanted(UUID(delivery.target.partition(":")[0]), delivery.body["document"], delivery.body["n"])


@consumer("reports.erasing", EraseDue.TYPE)
def end_documents(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """End the documents of exchanges of which anything is erased that they may repeat."""
    del now
    for fact in facts:
        if may_repeat(KeyClass(one) for one in fact.dims["classes"]):
            stream = UUID(fact.dims["ref"])
            erase_these(stream, [ref for (ref,) in rows(END, [stream])])
