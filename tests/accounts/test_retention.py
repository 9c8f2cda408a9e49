"""Erasing empties what is declared as personal, and the roles of the database may do no more than they need."""

from __future__ import annotations

import pytest

from counterpart.accounts import actions
from counterpart.accounts.links import password_token
from counterpart.accounts.retention import PERSONAL
from counterpart.accounts.users import NewUser
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.personal import Personal
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.network import OPERATOR, asked


def row_of(user: object, names: list[str]) -> Row:
    with as_actor([]):
        return rows(f"select {', '.join(names)} from accounts_user where ref = %s", [user])[0]


def test_erasing_empties_every_column_that_is_declared_as_personal(database: Server) -> None:
    emptied = {Personal.CLEAR, Personal.KEYED}
    names = [name for name, column in PERSONAL["accounts_user"].items() if column.personal in emptied]
    email = f"e{new_ref(NOW).hex}@mroczek.example"
    user = actions.register_user(OPERATOR, asked(), NewUser(email, "Wanda Mroczek", "pl", "Europe/Warsaw"))
    wanda = Actor(ActorKind.PERSON, user)
    actions.send_password_link(OPERATOR, asked(), user)
    token = password_token(user, None, NOW)
    actions.choose_password(wanda, asked(), token, "ein Regenschirm am Donnerstag")
    actions.record_sign_in(wanda, asked())
    assert [name for name, value in zip(names, row_of(user, names), strict=True) if not value] == []
    actions.leave(OPERATOR, asked(), user)
    actions.erase(OPERATOR, asked(), user)
    assert {name for name, value in zip(names, row_of(user, names), strict=True) if value} == set()


@pytest.mark.parametrize(
    ("table", "app", "worker"),
    [
        ("accounts_user", "SIU", "SIU"),
        ("directory_authority", "SIU", "SIU"),
        ("directory_access", "SIU", "SIU"),
        ("directory_relation", "SIU", "SI"),
        ("directory_competence", "SIUD", "SID"),
        ("directory_succession", "SI", "S"),
        ("directory_membership", "SIU", "SI"),
        ("directory_right", "SIUD", "SI"),
        ("directory_absence", "SIUD", "S"),
        ("directory_invitation", "SIU", "SU"),
        ("directory_switch", "SI", "S"),
    ],
)
def test_the_roles_of_the_database_may_do_no_more_than_they_need(
    database: Server, table: str, app: str, worker: str
) -> None:
    verbs = {"S": "select", "I": "insert", "U": "update", "D": "delete"}
    for role, allowed in (("app", app), ("worker", worker), ("vault", ""), ("report", "")):
        asked = [f"has_table_privilege('counterpart_{role}', '{table}', '{verb}')" for verb in verbs.values()]
        with as_actor([]):
            [said] = rows(f"select {', '.join(asked)}")
        assert dict(zip(verbs, said, strict=True)) == {letter: letter in allowed for letter in verbs}
