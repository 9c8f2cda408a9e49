"""What the stories of the report share: a wrong input that is explained, files, and who must not see anything of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.web.journeys.officials import Official

GONE = 404
WRONG = ("Error", "Fehler", "Erreur", "Σφάλμα", "Błąd", "Грешка")
"""How the title of a page begins on which something has to be put right."""


def explained(page: Page, field: str, why: str) -> None:
    """The page says at its top what is wrong, leads to the field, and is called a page with a mistake."""
    expect(page.locator(f'.errors a[href="#{field}"]')).to_contain_text(why)
    assert page.title().partition(":")[0].strip() in WRONG, page.title()
    expect(page.locator(f'[id="{field}"]')).to_have_count(1)


def to_be_checked(page: Page) -> None:
    """Press the button that leads to the page before sending, which may lead elsewhere when something is wrong."""
    page.locator('.actionbar button[value="check"]').click()


def may_not_open(official: Official, number: str, *more: str) -> None:
    """For somebody an exchange does not exist, nor any page (`more`) of it."""
    for address in (f"exchanges/{number}", *(f"exchanges/{number}/{one}" for one in more)):
        answer = official.page.goto(official.house.own(official.who, address))
        assert answer is not None
        assert answer.status == GONE, address


def drawn(official: Official, title: str) -> bytes:
    """A picture of a document, as a scanner makes one."""
    page = official.tab()
    page.set_viewport_size({"width": 420, "height": 260})
    page.set_content(f"<h1>{title}</h1><p>Nr. 4711</p>")
    made = page.screenshot()
    page.close()
    return made


def attach(page: Page, field: str, files: Mapping[str, bytes]) -> None:
    """Choose files, by name, in a field of the form; they go with the form."""
    chosen: list[FilePayload] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files.items()
    ]
    page.locator(f'[id="{field}-upload"]').set_input_files(chosen)


def document(page: Page, name: str) -> str:
    """Return which document of an exchange has a name: the end of its address."""
    link = page.locator("section", has=page.locator("#h-docs")).get_by_role("link", name=name, exact=True)
    return str(link.get_attribute("href")).rpartition("/")[2]


def downloaded(page: Page, name: str, folder: Path) -> bytes:
    """Take a document of an exchange home; the browser keeps it under its own name."""
    with page.expect_download() as coming:
        page.locator("section", has=page.locator("#h-docs")).get_by_role("link", name=name, exact=True).click()
    assert coming.value.suggested_filename == name
    kept = folder / name
    coming.value.save_as(kept)
    return kept.read_bytes()


def looked_at(official: Official, name: str) -> tuple[int, int]:
    """Have the browser show a picture that came with an exchange; return its width and height."""
    page = official.page
    page.locator("section", has=page.locator("#h-docs")).locator('a[href$="?show=here"]', has_text=name).click()
    page.wait_for_url("**?show=here")
    return tuple(page.locator("img").evaluate("one => [one.naturalWidth, one.naturalHeight]"))


def side_by_side(page: Page) -> dict[str, tuple[str, str]]:
    """Return what each country says to the one question of a page that compares: in which language, and the words."""
    page.wait_for_url("**/compare")
    found: dict[str, tuple[str, str]] = {}
    for cell in page.locator(".compared > li").all():
        said = cell.locator(".answer").first
        spoken = said.locator("[lang]")
        language = str(spoken.get_attribute("lang")) if spoken.count() else ""
        found[cell.locator(".who .cc").inner_text()] = language, said.inner_text()
    return found
