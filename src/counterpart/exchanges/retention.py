"""What of this room is personal, and how it ends: what people write lies sealed and ends with its key.

In clear stand names of the definition, numbers of authorities, moments, and of values only those that are nobody's
(`exchanges_facet`) or that a deadline counts from (`machine`). When an exchange is erased, its blind tokens are deleted
and its machine is emptied before the keys are destroyed.
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

COVER = (
    "id ref matter_id part number procedure_id module format parent_id child family state entered_at version log_n"
    " urgent copied created_at closed_at outcome wanted_on agreed_on published_at last_activity_at block_at erase_at"
    " blocked_at erased_at retention tail seated"
)
TURN = (
    "exchange_id place party authority_id member module procedure_id exchange_ref number state other_member"
    " other_authority_id urgent due_at since coordinates reminded chased_at"
)
CONTENT = (
    "id exchange_id ref kind place slot owner_id party authority_id inside_authority_id audience lang key_class"
    " texts_revision version written_at written_n ended_n"
)
DATES = "dates that deadlines count from: emptied when the exchange is erased"

PERSONAL: Tables = {
    "exchanges_access": columns(no="exchange_id authority_id level open begun_at"),
    "exchanges_allocation": columns(no="id exchange_id authority_id since until", ref="user_id"),
    "exchanges_blind": columns(
        no="exchange_id module epoch field", keyed={"token": "deleted when the exchange is erased"}
    ),
    "exchanges_content": columns(no=CONTENT, ref="user_ref", sealed="sealed"),
    "exchanges_counted": columns(no="exchange_id figure"),
    "exchanges_deadline": columns(no="id exchange_id track key round clock kind fire_at due_at"),
    "exchanges_exchange": columns(no=COVER, sealed="label", clear={"machine": DATES}),
    "exchanges_facet": columns(no="exchange_id field value"),
    "exchanges_link": columns(no="exchange_id other_id kind since_n"),
    "exchanges_matter": columns(no="id number next_part"),
    "exchanges_party": columns(
        no="id exchange_id name authority_id authority_ref member zone through since_n until_n", ref="outside_ref"
    ),
    "exchanges_question": columns(no="id exchange_id code party authority_id texts_revision asked_n ended_n"),
    "exchanges_search": columns(no="ref authority_id saved at", ref="user_ref", sealed="sealed"),
    "exchanges_speed": columns(no="module figure member authority_id month item n total"),
    "exchanges_track": columns(
        no="id exchange_id name key round authority_id member state entered_at version archived_n",
        clear={"machine": DATES},
    ),
    "exchanges_turn": columns(no=TURN, ref="allocated_to", sealed="label"),
}
