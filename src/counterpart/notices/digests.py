"""Summaries: what somebody did not want to be mailed at once, in one mail, at seven in their morning.

When a notice is due in a summary was settled when it was stored (`telling.next_summary`); here those that are due are
gathered. One that was read in the meantime is left out, and a summary of nothing is not sent.
"""

from __future__ import annotations

import datetime as dt

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.deliveries import ChannelKind, Parcel, queue
from counterpart.notices.kinds import MailState

MOST_AT_ONCE = 200
"""People whose summaries are made in one transaction."""

GATHER = """
with readers as (select distinct user_ref from notices_notice where digest_at <= %(now)s limit %(most)s),
ready as (
  select n.id, n.user_ref, n.fact_id, n.read_at from notices_notice n join readers using (user_ref)
  where n.digest_at <= %(now)s order by n.id for update of n),
mailed as (
  insert into notices_mail(fact_id, user_ref, digest, state, at, refusal)
  select max(fact_id), user_ref, true, %(state)s, %(now)s, '' from ready where read_at is null group by user_ref
  on conflict do nothing returning id, fact_id, user_ref),
gathered as (
  update notices_notice n set digest_at = null, mail_id = case when ready.read_at is null then mailed.id end
  from ready left join mailed using (user_ref) where n.id = ready.id returning n.user_ref)
select reader.user_ref, mailed.id, mailed.fact_id from (select distinct user_ref from gathered) reader
left join mailed using (user_ref)
"""


def gather_summaries(now: dt.datetime) -> int:
    """Make the summaries that are due and queue them; return how many. Idempotent: a notice is in one summary."""
    made = 0
    while True:
        with as_actor([]):
            found = rows(GATHER, {"now": now, "most": MOST_AT_ONCE, "state": int(MailState.DUE)})
            mails = [(user, mail, fact) for user, mail, fact in found if mail is not None]
            queue(
                [Parcel(fact, ChannelKind.MAIL, f"{user}/summary", {"mail": mail}) for user, mail, fact in mails], now
            )
        made += len(mails)
        if len(found) < MOST_AT_ONCE:
            return made
