"""What of this room is personal: who belongs to which authority, and nothing else.

A membership, an absence and a right name a user by number; names and addresses lie in `accounts`, and erasing a user
there leaves numbers that say nothing. Contacts of an authority are those of the office: the forms say so.
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

RECORD = (
    "id ref country region tz kind state succeeded_by_id names titles acronym langs street postcode city phone email"
    " website opening description keywords territory public_contact external_id record_version registered_at"
    " validated_at changed_at confirmed_at mail_failed_at second_user_due"
)

MAILED = "emptied when the invitation has ended and the last mail about it has left (telling.mail_ended, closing)"

PERSONAL: Tables = {
    "directory_absence": columns(no="id since until", ref="membership_id substitute_id"),
    "directory_access": columns(no="module role authority_id state since"),
    "directory_authority": columns(no=RECORD),
    "directory_chase": columns(no="authority_id concern at coordinator_id"),
    "directory_competence": columns(no="module list code authority_id"),
    "directory_former_name": columns(no="id authority_id names until"),
    "directory_import": columns(
        no="id ref request authority_id file_ref dry_run state stage rows_done rows_total tally findings errors notes"
        " problem begun_at ended_at",
        ref="user_ref",
    ),
    "directory_invitation": columns(
        no="id ref locator lang country region kind name roles invited_by_id state invited_at sent_at ends_at"
        " reminded_at ended_at authority_id mail_failed_at tries tried_at",
        clear={"email": MAILED, "reason": MAILED},
    ),
    "directory_mail_failure": columns(no="at", ref="user_id"),
    "directory_membership": columns(no="id authority_id since until", ref="user_id"),
    "directory_posting": columns(no="word_id authority_id field weight"),
    "directory_relation": columns(no="id authority_id module kind coordinator_id chosen since until"),
    "directory_right": columns(no="module right", ref="membership_id"),
    "directory_succession": columns(no="id before_id after_id module kind at"),
    "directory_switch": columns(no="module country authority_id key value since"),
    "directory_word": columns(no="id word"),
}
