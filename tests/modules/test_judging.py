"""What would become of a package: pure, from definitions and wordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.versions import Step
from counterpart.modules.judging import Base, What, judged
from counterpart.modules.packages import ModulePackage, Wording
from tests.modules.permits import changed, consignment

AUTOMATIC = (
    "      {name}: {{title: By itself, by: system, auto: true, from: sent, to: answered, when: exchange.round > {n}}}\n"
)
DROP = "      drop: {title: Drop, by: requester, from: [draft, sent], to: dropped}\n"


def package_of(areas: Path) -> ModulePackage:
    return consignment(areas, "permits").modules[0]


def base_of(package: ModulePackage) -> Base:
    definition = ModuleDefinition.model_validate_json(package.definition)
    return Base(package.version, definition, package.wordings, package.origins)


def what(package: ModulePackage, base: Base | None, *, revised: bool = False) -> tuple[What, Step, str]:
    found = judged(package, ModuleDefinition.model_validate_json(package.definition), base, revised=revised)
    return found.what, found.difference.step, found.least


def test_what_was_never_there_is_first(areas: Path) -> None:
    assert what(package_of(areas), None) == (What.FIRST, Step.NONE, "")


def test_the_same_is_nothing_and_other_inherited_texts_are_a_revision(areas: Path) -> None:
    before = package_of(areas)
    assert what(before, base_of(before))[0] is What.NOTHING
    assert what(before, base_of(before), revised=True)[0] is What.TEXTS


def test_an_inherited_text_that_changed_needs_no_number_and_an_own_one_does(areas: Path) -> None:
    before = package_of(areas)
    changed(areas / "basics/module.yaml", ("draft: {title: Draft", "draft: {title: Being written"))
    assert what(package_of(areas), base_of(before), revised=True) == (What.TEXTS, Step.NONE, "1.0.0")
    changed(areas / "permits/module.yaml", ("sent: {due: 5 days}", "sent: {due: 5 days}, draft: {title: Begun}"))
    assert what(package_of(areas), base_of(before)) == (What.TOO_SMALL, Step.PATCH, "1.0.1")


def test_a_rule_that_a_library_changed_needs_a_new_number_of_the_module(areas: Path) -> None:
    before = package_of(areas)
    changed(areas / "basics/module.yaml", ("due: 60 days", "due: 50 days"))
    assert what(package_of(areas), base_of(before)) == (What.TOO_SMALL, Step.MAJOR, "2.0.0")


def test_another_party_declared_first_is_another_procedure(areas: Path) -> None:
    before = package_of(areas)
    first, second = (
        "      requester: {title: Requester, role: authority}\n",
        "      responder: {title: Responder, role: authority, country: other}\n",
    )
    changed(areas / "basics/module.yaml", (first + second, second + first))
    now = package_of(areas)
    assert now.structure_digest == before.structure_digest
    assert what(now, base_of(before)) == (What.TOO_SMALL, Step.MAJOR, "2.0.0")


def test_automatic_actions_in_another_order_are_another_procedure(areas: Path) -> None:
    one, other = AUTOMATIC.format(name="one", n=1), AUTOMATIC.format(name="other", n=2)
    changed(areas / "basics/module.yaml", (DROP, DROP + one + other))
    before = package_of(areas)
    changed(areas / "basics/module.yaml", (one + other, other + one))
    now = package_of(areas)
    assert now.structure_digest == before.structure_digest
    assert what(now, base_of(before)) == (What.TOO_SMALL, Step.MAJOR, "2.0.0")


def test_other_things_in_another_order_are_the_same(areas: Path) -> None:
    before = package_of(areas)
    send = "      send: {title: Send, by: requester, from: draft, to: sent}\n"
    changed(areas / "basics/module.yaml", (send, ""), (DROP, DROP + send))
    now = package_of(areas)
    assert now.definition != before.definition
    assert what(now, base_of(before))[0] is What.NOTHING


@pytest.mark.parametrize(
    ("number", "expected"), [("1.0.1", What.VERSION), ("1.1.0", What.VERSION), ("0.9.9", What.OLDER)]
)
def test_any_later_number_will_do_for_a_text(areas: Path, number: str, expected: What) -> None:
    before = package_of(areas)
    changed(areas / "permits/module.yaml", ("title: Permits", "title: All"), ("version: 1.0.0", f"version: {number}"))
    assert what(package_of(areas), base_of(before))[0] is expected


def test_a_translation_of_ones_own_needs_a_patch_and_an_inherited_one_does_not(areas: Path) -> None:
    before = package_of(areas)
    polish = before.wordings["pl"]
    for address, expected in (("module.title", Step.PATCH), ("procedure.enquiry.state.draft", Step.NONE)):
        wording = Wording({**polish.texts, address: "Inaczej"}, polish.untranslated)
        other = replace(before, wordings={**before.wordings, "pl": wording})
        assert what(other, base_of(before))[1] is expected
