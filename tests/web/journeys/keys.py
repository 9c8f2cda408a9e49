"""Working with the keyboard alone: Tab, Enter, Space, arrows, and the letters that one types."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

FAR = 250
"""So often Tab may be pressed until something is reached: the longest form has some eighty stops."""

SHOWN = """
selector => {
  const here = document.activeElement;
  if (!here || !here.matches(selector)) return "elsewhere";
  const style = getComputedStyle(here), near = here.closest("label");
  const marked = one => one && (one.outlineStyle !== "none" || one.boxShadow !== "none");
  if (!marked(style) && !marked(near && getComputedStyle(near))) return "focus is not to be seen";
  const box = here.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const seen = top && (here.contains(top) || top.contains(here) || (near && near.contains(top)));
  return seen ? "here" : "something lies over it";
}
"""


@dataclass
class Keys:
    """A page that nobody touches with a mouse."""

    page: Page

    def to(self, selector: str) -> None:
        """Press Tab until something has the focus; it must be seen that it has."""
        for _ in range(FAR):
            found = self.page.evaluate(SHOWN, selector)
            if found != "elsewhere":
                assert found == "here", f"{selector}: {found}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {selector}")

    def type(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, selector: str, value: str) -> None:
        """Go down a list until it shows what is wanted."""
        self.to(selector)
        for _ in range(FAR):
            if self.page.locator(selector).input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} has no {value}")

    def pick(self, name: str, value: str) -> None:
        """Go to the radio buttons of a field and on to the right one."""
        self.to(f'input[name="{name}"]')
        wanted = self.page.locator(f'input[name="{name}"][value="{value}"]')
        self.page.keyboard.press("Space")
        for _ in range(FAR):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def tick(self, selector: str) -> None:
        self.to(selector)
        self.page.keyboard.press("Space")
        expect(self.page.locator(selector)).to_be_checked()

    def press(self, selector: str, leads_to: str) -> None:
        """Press Enter on a link or a button, and be where it leads."""
        self.to(selector)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(leads_to)

    def unfold(self, selector: str) -> None:
        """Unfold what something lies in, if it is folded."""
        folded = f"details:not([open]):has({selector}) > summary"
        while self.page.locator(folded).count():
            self.to(folded)
            self.page.keyboard.press("Enter")
