from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.findings import Severity
from tests.core.checking.data_areas import GONE, field, found, messages, said
from tests.core.checking.test_visibility import TRACK

SENT = "statistics.sent"
SHARE = "closed within 7 days of sent"


def counted(**more: Any) -> dict[str, Any]:
    """The statistic with other keys; only `procedure` and `title` stay."""
    return {SENT: {"title": "Sent", "procedure": "request", **more}}


@pytest.mark.parametrize(
    "keys",
    [
        {"count": "exchanges"},
        {"count": "entered closed", "exclude": "discarded within 7 days"},
        {"duration": "sent to closed", "buckets": ["7 days", "2 weeks", "1 months"]},
        {"share": SHARE},
        {"share": "closed by exchange.agreed_on"},
        {"top": "questions 5"},
    ],
)
def test_what_can_be_read_and_exists_is_counted(keys: dict[str, Any]) -> None:
    assert said(counted(**keys)) == []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("count", "sent"),
        ("count", "entered"),
        ("duration", "sent until closed"),
        ("share", "closed in 7 days of sent"),
        ("share", "closed within 7 fortnights of sent"),
        ("top", "questions"),
        ("top", "questions 0"),
    ],
)
def test_what_cannot_be_read_is_found_with_how_to_write_it(key: str, text: str) -> None:
    assert said(counted(**{key: text})) == [("T001", f"{SENT}.{key}")]
    assert found(counted(**{key: text}))[0].hint.startswith("write ")


def test_an_exclusion_is_read_too() -> None:
    assert said(counted(share=SHARE, exclude="discarded")) == [("T001", f"{SENT}.exclude")]


def test_a_statistic_counts_one_thing() -> None:
    assert said(counted()) == [("T006", SENT)]
    assert said(counted(count="exchanges", share=SHARE)) == [("T006", f"{SENT}.share")]


@pytest.mark.parametrize(
    ("keys", "key", "wrong"),
    [
        ({"count": "entered snt"}, "count", "procedure 'request' has no state 'snt'"),
        ({"duration": "sent to closd"}, "duration", "procedure 'request' has no state 'closd'"),
        ({"share": "closed within 7 days of snt"}, "share", "procedure 'request' has no state 'snt'"),
        ({"share": SHARE, "exclude": "dropped within 7 days"}, "exclude", "procedure 'request' has no state 'dropped'"),
        ({"count": "tracks part entered open"}, "count", "procedure 'request' has no track 'part'"),
        ({"share": "closed by exchange.agred_on"}, "share", "'exchange.agred_on' does not exist in 'request'"),
        ({"share": "closed by subject.surname"}, "share", "'subject.surname' is a text and no date"),
    ],
)
def test_what_is_counted_exists(keys: dict[str, Any], key: str, wrong: str) -> None:
    assert said(counted(**keys)) == [("T002", f"{SENT}.{key}")]
    assert messages(counted(**keys)) == [f"statistic sent: {wrong}"]


def test_states_of_a_track_are_counted_by_rows() -> None:
    tracks = {"procedures.request.tracks.delivery": TRACK}
    assert said(tracks, counted(count="tracks delivery entered open")) == []
    assert said(tracks, counted(share="shut within 2 days of sent")) == []
    second = {**tracks, "procedures.request.tracks.reaction": TRACK}
    assert said(second, counted(count="entered shut")) == [("T002", f"{SENT}.count")]
    assert "several tracks of 'request' have a state 'shut'" in messages(second, counted(count="entered shut"))[0]
    assert said(second, counted(duration="delivery.open to reaction.shut")) == [("T002", f"{SENT}.duration")]


def test_the_most_frequent_questions_need_questions() -> None:
    changes: dict[str, Any] = {"procedures.request.questions": [], "questionsets": {}}
    assert said(changes, counted(top="questions 5")) == [("T002", f"{SENT}.top")]


def test_the_procedure_exists() -> None:
    assert said({f"{SENT}.procedure": "reqest"}) == [("R001", f"{SENT}.procedure")]


@pytest.mark.parametrize("by", ["month", "quarter", "state", "asker.member", "subject.profession", "exchange.urgent"])
def test_figures_are_grouped_by_few_values(by: str) -> None:
    assert said({f"{SENT}.by": [by]}) == []


@pytest.mark.parametrize(
    ("by", "hint"),
    [
        ("asker.country", "write 'asker.member'"),
        ("subject.profesion", "did you mean 'subject.profession'?"),
        ("subject.note", "group by times, members"),
        ("answers.regulated", "group by a field"),
    ],
)
def test_figures_are_not_grouped_by_what_does_not_exist_or_is_endless(by: str, hint: str) -> None:
    assert said({f"{SENT}.by": ["year", by]}) == [("T003", f"{SENT}.by.1")]
    assert found({f"{SENT}.by": ["year", by]})[0].hint.startswith(hint)


def test_figures_are_not_grouped_by_personal_data() -> None:
    assert said({f"{SENT}.by": ["year", "subject.surname"]}) == [("T004", f"{SENT}.by")]
    assert messages({f"{SENT}.by": ["subject.surname"]}) == ["statistic sent: 'subject.surname' is personal data"]


@pytest.mark.parametrize(
    ("buckets", "place"),
    [(["7 days", "3 days"], "buckets.1"), (["1 months", "30 days"], "buckets.1"), (["1 days", "1 days"], "buckets.1")],
)
def test_buckets_ascend(buckets: list[str], place: str) -> None:
    assert said(counted(duration="sent to closed", buckets=buckets)) == [("T005", f"{SENT}.{place}")]


def test_buckets_belong_to_a_duration() -> None:
    assert said(counted(count="exchanges", buckets=["7 days"])) == [("T005", f"{SENT}.buckets")]


def test_a_public_figure_tells_nothing_hidden() -> None:
    hidden = {"forms.refusal.fields.ground.visible_to": {"answerer": "always"}}
    figure = counted(count="entered closed", by=["form.refusal.ground"], public=True)
    assert said(hidden, figure) == [("T007", f"{SENT}.by.0")]
    assert said(figure) == []
    assert [finding.severity for finding in found(hidden, figure, {f"{SENT}.public": False})] == [Severity.WARNING]


def test_a_template_may_leave_its_subject_to_the_module() -> None:
    template: dict[str, Any] = {
        "library": True, "procedures.register": GONE, "procedures.request.subject": GONE,
        "procedures.request.questions": [], f"{SENT}.by": ["subject.anything"],
        "forms.person.fields.more": field(),
    }  # fmt: skip
    assert said(template) == []
