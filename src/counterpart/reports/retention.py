"""What the table of this room tells about people: nothing; documents are sealed files, which end with their exchange.

They lie under the key of the personal data of the exchange, so they end with it. When another class of its data is
erased, they go as well (`handlers.py`), because they may repeat it.
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

PERSONAL: Tables = {
    "reports_document": columns(no="id exchange_ref authority_id name n language made_at file_ref signed"),
}
