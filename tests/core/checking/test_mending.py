from __future__ import annotations

from counterpart.core.checking.area import PlacedMachine
from counterpart.core.checking.mending import meant, mended
from tests.core.checking.areas import context_of


def machine(**changes: object) -> PlacedMachine:
    return next(context_of(dict(changes)).main_machines)


def test_the_nearest_spelling_is_meant() -> None:
    assert meant("sent", {"sent", "answered"}) == "sent"
    assert meant("snt", {"sent", "answered"}) == "sent"
    assert meant("qqq", {"sent", "answered"}) is None


def test_a_machine_without_a_slip_stays_itself() -> None:
    found = machine()
    assert mended(found.machine, found.procedure) is found.machine


def test_misspelt_parties_states_and_forms_are_put_right() -> None:
    found = machine(
        **{
            "actions.reply.by": "respnder",
            "actions.reply.from": ["sent", "drft"],
            "actions.reply.form": "replie",
            "states.draft.owner": "reqester",
            "states.draft.edit": ["subjct"],
            "states.answered.overdue": "clsoe",
        }
    )
    assert found.actions["reply"].by == ("responder",)
    assert found.actions["reply"].from_ == ("sent", "draft")
    assert found.actions["reply"].form == ("reply",)
    assert found.states["draft"].owner == ("requester",)
    assert found.states["draft"].edit == {"owner": ("subject",)}
    assert found.states["answered"].overdue == "close"
    assert found.machine.actions["reply"].by == ("respnder",)


def test_what_is_like_nothing_stays_as_it_is() -> None:
    assert machine(**{"actions.reply.by": "zzz"}).actions["reply"].by == ("zzz",)


def test_any_state_needs_no_mending() -> None:
    assert machine(**{"actions.reply.from": "*"}).actions["reply"].from_ == ("*",)
