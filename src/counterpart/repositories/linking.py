"""Looks whether the links in published entries lead anywhere: some of them each hour, each once a week.

An official typed these addresses, so they are strangers to this machine: only public ones are called (a server inside
could be reached otherwise), the one that was looked up is the one that is called, no redirect is followed, nothing is
sent along, and the answer is not read. A link that does not answer three times in a row is marked; where none of
several answers at all, it is this machine that is cut off, and nothing is counted.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import urllib3
from urllib3.exceptions import HTTPError

from counterpart.core.errors import Invalid
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run

SWITCH = "COUNTERPART_LINKS"
"""0: no link is looked at, for a machine that may not call out."""
AT_ONCE = 40
WEEK, DAY = dt.timedelta(days=7), dt.timedelta(days=1)
BROKEN_AFTER = 3
SECONDS = 8.0
PORTS = {"http": 80, "https": 443}
THERE = frozenset({401, 403, 405, 407, 429})
"""Answers of a server that has something there, and does not show it to everybody or to a mere look."""
NOT_CALLED, SILENT = "not_called", "silent"

TAKE = """
update repositories_link set next_at = %s where id in (select l.id from repositories_link l where l.next_at <= %s
  order by l.next_at limit %s for update skip locked) returning id, url, fails
"""
SAY = "update repositories_link set fails = %s, said = %s, checked_at = %s, next_at = %s where id = %s"
KEEP = """
insert into repositories_link(exchange_ref, field, url, fails, said, next_at)
select %s, x.field, x.url, 0, '', %s from unnest(%s::text[], %s::text[]) as x(field, url) on conflict do nothing
"""
FORGET = """
delete from repositories_link l where l.exchange_ref = %s
  and not exists(select 1 from unnest(%s::text[], %s::text[]) as x(field, url)
    where x.field = l.field and x.url = l.url)
"""

May = Callable[[str], bool]
"""Says whether an address of the internet may be called."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a link found: `said` is the status or why there is none."""

    there: bool
    said: str


def keep_links(ref: UUID, links: Iterable[tuple[str, str]], now: dt.datetime) -> None:
    """Note which links an entry has now, as field and address, in the open transaction; none takes all away."""
    found = sorted(set(links))
    fields, urls = [field for field, _ in found], [url for _, url in found]
    run(FORGET, [ref, fields, urls])
    if found:
        run(KEEP, [ref, now, fields, urls])


def check_links(now: dt.datetime, may: May | None = None) -> int:
    """Look at the links whose time has come; return at how many. The worker's duty."""
    if os.environ.get(SWITCH, "1") == "0":
        return 0
    with as_actor([]):
        taken = rows(TAKE, [now + DAY, now, AT_ONCE])
    looked = [(id_, fails, look(url, may or is_public)) for id_, url, fails in taken]
    if len(looked) > 1 and all(one.said == SILENT for *_, one in looked):
        return 0
    with as_actor([]):
        for id_, fails, one in looked:
            again = now + (WEEK if one.there else DAY)
            run(SAY, [0 if one.there else min(fails + 1, 1_000), one.said, now, again, id_])
    return len(looked)


def look(url: str, may: May) -> Looked:
    """Look whether anything answers at an address. Raises nothing: what is wrong with it is the answer."""
    try:
        status = _status(url, may)
    except (HTTPError, OSError, UnicodeError):
        return Looked(there=False, said=SILENT)
    except Invalid:
        return Looked(there=False, said=NOT_CALLED)
    return Looked(there=status < 400 or status in THERE, said=str(status))


def is_public(address: str) -> bool:
    """Say whether an address belongs to the internet, and not to this machine or the network around it."""
    return ipaddress.ip_address(address).is_global


def _status(url: str, may: May) -> int:
    """Return the status of an answer. Raises Invalid for what may not be called, and what a network raises."""
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise Invalid("link_not_called", field="url")
    port = parts.port or PORTS[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(may(one) for one in addresses):
        raise Invalid("link_not_called", field="url")
    timeout = urllib3.Timeout(total=SECONDS)
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            addresses[0], port, timeout=timeout, retries=False, assert_hostname=host, server_hostname=host
        )
    else:
        pool = urllib3.HTTPConnectionPool(addresses[0], port, timeout=timeout, retries=False)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with pool:
        answer = pool.request("HEAD", path, headers={"Host": parts.netloc, "User-Agent": "Counterpart"}, redirect=False)
        return answer.status
