"""Repository, query, search, dialogue and workspace."""

from __future__ import annotations

from tests.areas.std.trial import play


def test_an_entry_that_nobody_confirms_for_a_year_is_marked_and_stays_published() -> None:
    entry = play("repository", {"keeper": "SE/a", "gatekeeper": "SE/c"})
    entry.do("publish", "keeper")
    entry.wait(days=366)
    assert entry.state == "stale"
    entry.do("confirm", "keeper")
    assert entry.state == "published"
    entry.wait(days=300)
    assert entry.state == "published"


def test_an_entry_is_suspended_reinstated_ended_archived_and_deleted() -> None:
    entry = play("repository", {"keeper": "SE/a", "gatekeeper": "SE/c"})
    entry.do("publish", "keeper")
    entry.do("suspend", "gatekeeper", reason="Under review.")
    entry.do("reinstate", "keeper")
    entry.do("end", "keeper", reason="Given back.")
    states = [entry.state]
    for _ in range(2):
        entry.wait(days=368)
        states.append(entry.state)
    assert states == ["ended", "archived", "deleted"]


def test_a_register_that_promised_is_waited_for_and_its_keeper_may_answer_by_hand() -> None:
    query = play("query", {"asker": "PL/a", "register": "IT/r", "keeper": "IT/k"})
    query.do("promise", "register")
    query.wait(days=2)
    query.do("answer_by_hand", "keeper")
    assert query.state == "answered"


def test_a_silent_register_fails_after_a_minute() -> None:
    query = play("query", {"asker": "PL/a", "register": "IT/r"})
    query.wait(seconds=61)
    assert query.state == "failed"


def test_a_search_cuts_off_who_stays_silent_and_waits_for_who_promised() -> None:
    search = play("search", {"asker": "DE/a"}, members=("ES", "FR", "PT"))
    search.do("hit", "registers", "answer/ES")
    search.do("promise", "registers", "answer/FR")
    search.wait(seconds=62)
    assert (search.state, search.row("answer/PT").state) == ("partly", "timeout")
    search.do("no_hit", "registers", "answer/FR")
    assert search.state == "complete"


def test_forwarding_a_dialogue_gains_no_time() -> None:
    dialogue = play("dialogue", {"owner": "DE/a", "counterparty": "PL/b"})
    dialogue.do("open", "owner")
    before = dialogue.due()
    dialogue.wait(days=20)
    dialogue.do("forward", "counterparty", choose=["PL/z"])
    assert dialogue.due() == before
    assert [player.name for player in dialogue.situation.players("counterparty")] == ["PL/z"]


def test_everybody_in_a_group_works_on_every_document_and_a_sleeping_group_is_archived() -> None:
    group = play("workspace", {"leader": "SE/a", "members": ["FI/b", "DK/c"]})
    group.do("share", "members", by="FI/b")
    plan = {"title": "Plan", "language": "en", "file": "plan.pdf"}
    group.do("release", "leader", "document/1", form={"document": plan})
    group.do("revise", "members", "document/1", by="DK/c")
    assert group.row("document/1").state == "draft"
    group.wait(days=366)
    assert group.state == "dormant"
    group.wait(days=100)
    assert group.state == "archived"
