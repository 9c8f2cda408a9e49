from __future__ import annotations

from counterpart.core.checking.area import PlacedMachine
from counterpart.core.checking.moves import sources
from tests.core.checking.areas import WITH_PART, action, context_of


def machine(**changes: object) -> PlacedMachine:
    return next(context_of(dict(changes)).main_machines)


def test_actions_become_edges_between_states() -> None:
    edges = [(edge.source, edge.target, edge.action) for edge in machine().moves.graph.edges]
    assert edges == [
        ("draft", "sent", "send"),
        ("draft", "discarded", "discard"),
        ("sent", "answered", "reply"),
        ("answered", "closed", "close"),
    ]


def test_staying_enters_nothing_and_naming_the_state_enters_it_anew() -> None:
    stays = machine(**{"actions.note": action("responder", "sent")}).moves.graph.out_of("sent")[-1]
    again = machine(**{"actions.note": action("responder", "sent", "sent")}).moves.graph.out_of("sent")[-1]
    assert (stays.target, stays.enters) == ("sent", False)
    assert (again.target, again.enters) == ("sent", True)


def test_each_branch_is_an_edge() -> None:
    ways = [{"when": "subject.urgent", "state": "closed"}, {"state": "answered"}]
    edges = machine(**{"actions.reply.to": ways}).moves.graph.out_of("sent")
    assert [(edge.target, edge.way) for edge in edges] == [("closed", 0), ("answered", 1)]


def test_any_state_means_every_open_one() -> None:
    found = machine(**{"actions.attach": action("requester", "*")})
    assert sources(found.actions["attach"], found.machine) == ("draft", "sent", "answered")


def test_a_misspelt_state_is_read_as_the_nearest_and_remembered() -> None:
    moves = machine(**{"actions.send.to": "snt"}).moves
    assert moves.certain
    assert not moves.exact
    assert [(unknown.name, unknown.key) for unknown in moves.unknown] == [("snt", "to")]


def test_a_way_to_nobody_knows_where_is_loose() -> None:
    moves = machine(**{"actions.send.to": "qqq"}).moves
    assert moves.loose == {"draft"}
    assert not moves.certain


def test_an_action_from_nobody_knows_where_sets_all_adrift() -> None:
    moves = machine(**{"actions.send.from": ["draft", "qqq"]}).moves
    assert moves.adrift
    assert not moves.certain


def test_machines_come_with_their_tracks_and_addresses() -> None:
    context = context_of(WITH_PART)
    assert [each.name for each in context.machines] == ["request", "request/part"]
    assert [each.address for each in context.machines] == [
        ("procedures", "request"),
        ("procedures", "request", "tracks", "part"),
    ]
    assert [each.is_main for each in context.of_procedure("request")] == [True, False]


def test_the_system_may_do_what_is_automatic_overdue_or_its_own() -> None:
    found = machine(**{"actions.lapse": action("system", "sent", "closed")})
    assert found.done_by_system("discard", "draft")
    assert found.done_by_system("lapse", "sent")
    assert not found.done_by_system("reply", "sent")
