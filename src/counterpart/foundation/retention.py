"""What the tables of the foundation tell about people: refs and ciphertext, and nothing in clear.

The log, facts and requests are kept as they are when an exchange or a user is erased: what is left in them points
at nothing. Keys lie in the schema `vault`, in a backup of their own.
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

REQUEST_ENDS = "the row is deleted after 30 days (log_keeping.forget_old_requests)"

PERSONAL: Tables = {
    "foundation_access": columns(
        no="at authority_ref what classes by_right request_id", ref="actor_ref for_user_ref stream"
    ),
    "foundation_anchor": columns(
        no="n at format streams root moved_digest access_digest prev key_id signature",
    ),
    "foundation_anchor_head": columns(no="anchor_n n hash", ref="stream"),
    "foundation_consumer": columns(no="name seq seen_at tries next_at held_at error"),
    "foundation_count": columns(no="name labels value"),
    "foundation_delivery": columns(
        no="id fact_id channel attempts next_at state error tried_at request_id", ref="target body"
    ),
    "foundation_draft": columns(no="place at", ref="user_ref key_ref", sealed="sealed"),
    "foundation_duty": columns(no="name ran_at took tries error"),
    "foundation_fact": columns(no="id seq at type v n", ref="stream dims"),
    "foundation_file": columns(
        no="id key_class inside format size place state at digest held scanned_at",
        ref="ref stream",
        sealed="meta_sealed",
    ),
    "foundation_log_entry": columns(
        no="n at format kind actor_kind authority_ref action track from_state to_state prev hash request_id",
        ref="stream actor_ref for_user_ref facts sealed_digest",
    ),
    "foundation_request": columns(no="key action at", ref="actor_ref outcome", keyed={"body_digest": REQUEST_ENDS}),
    "foundation_stream": columns(no="n hash", ref="stream"),
    "vault.index_key": columns(no="module epoch master wrapped created_at"),
    "vault.key": columns(no="key_class inside master wrapped created_at", ref="ref"),
    "vault.master": columns(no="id mark created_at retired_at destroyed_at"),
}
