"""Why a report could not be made, in sentences."""

from __future__ import annotations

from counterpart.foundation.words import Words


def of_reports(words: Words) -> dict[str, str]:
    """Return sentences about reports and their signature by code, with gaps for their parameters."""
    _ = words.gettext
    unsigned = _(
        "The report could not be signed: the certificate of this installation cannot be used. Tell its operators."
    )
    return {
        "signature_missing": unsigned,
        "signature_exposed": unsigned,
        "signature_unusable": unsigned,
        "document_kept": _("This document was kept already."),
    }
