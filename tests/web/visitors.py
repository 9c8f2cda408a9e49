"""Somebody of the cast at a browser without script: Django's own client."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.test import Client

from counterpart.accounts.passwords import hashed
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.web.session.arriving import USER
from tests.database.servers import Server
from tests.network import Network

PASSWORD = "a long walk along the river"


@cache
def one_hash() -> str:
    """One hash for all: making them takes long on purpose."""
    return hashed(PASSWORD)


def give_passwords(server: Server) -> None:
    """Let everybody of the cast sign in."""
    with sign_in(server.parameters(Role.OWNER)) as owner:
        owner.execute("update accounts_user set password = %s where password = '' and erased_at is null", [one_hash()])


def let_in(user: UUID | None, language: str = "en") -> Client:
    """A browser in which somebody is signed in, or nobody: without the page, whose password takes long on purpose."""
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE=language)
    if user is not None:
        session = client.session
        session[USER] = str(user)
        session.save()
    return client


def visitor(network: Network, key: str | None = None, *, language: str = "en") -> Client:
    """A visitor, signed in as somebody of the cast unless nobody is named."""
    return let_in(None if key is None else network.users[key], language)


def at(network: Network, key: str, address: str) -> str:
    """The address of a page for the authority of somebody of the cast."""
    return f"/for/{network.actor(key).authority_id}/{address}"


def signed_in(actor: Actor, *, language: str = "en") -> Client:
    """Somebody who is not of the cast, signed in."""
    return let_in(actor.ref, language)
