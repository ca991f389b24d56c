"""Three ways to use a page: a mouse, a mouse without JavaScript, and the keyboard alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from playwright.sync_api import Browser, Locator, Page

FAR = 250
IS_FOCUSED = "e => e === document.activeElement"


class Hands(Protocol):
    """What a person does on a page, in the words that are on the page."""

    page: Page

    def open(self, address: str) -> None: ...
    def follow(self, link: str) -> None: ...
    def press(self, button: str) -> None: ...
    def write(self, label: str, text: str) -> None: ...
    def choose(self, label: str) -> None: ...
    def unfold(self, summary: str) -> None: ...
    def tick(self, name: str, value: str) -> None: ...


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def follow(self, link: str) -> None:
        self.use(self.page.get_by_role("link", name=link).first)

    def press(self, button: str) -> None:
        self.use(self.page.get_by_role("button", name=button, exact=True).first)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).first.check(force=True)

    def unfold(self, summary: str) -> None:
        self.page.locator("summary", has_text=summary).first.click()

    def tick(self, name: str, value: str) -> None:
        """Tick a box by what it sends, where its label is not the only one with its words."""
        self.page.locator(f"input[name={name}][value={value}]").check(force=True)

    def use(self, thing: Locator) -> None:
        thing.click()
        self.page.wait_for_load_state()


class Keyboard(Mouse):
    """Never touches a mouse: Tab until the thing has the focus, then Enter, Space or letters."""

    def use(self, thing: Locator) -> None:
        self.reach(thing)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        self.reach(self.page.get_by_label(label).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        """Reach a box or a radio button; in a group of radio buttons the arrows move the choice."""
        wanted = self.page.get_by_label(label, exact=True).first
        if wanted.get_attribute("type") == "checkbox":
            self.reach(wanted)
            self.page.keyboard.press("Space")
            return
        name = wanted.get_attribute("name")
        self.until(lambda: self.focused_name() == name, "Tab")
        self.until(lambda: bool(wanted.evaluate(IS_FOCUSED)), "ArrowDown")
        if not wanted.is_checked():  # the first of a group that had the focus from the start
            self.page.keyboard.press("Space")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")

    def unfold(self, summary: str) -> None:
        self.reach(self.page.locator("summary", has_text=summary).first)
        self.page.keyboard.press("Enter")

    def tick(self, name: str, value: str) -> None:
        self.reach(self.page.locator(f"input[name={name}][value={value}]"))
        self.page.keyboard.press("Space")

    def reach(self, thing: Locator) -> None:
        self.until(lambda: bool(thing.evaluate(IS_FOCUSED)), "Tab")

    def until(self, there: Callable[[], bool], key: str) -> None:
        for _press in range(FAR):
            if there():
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"cannot be reached with {key} on {self.page.url}")

    def focused_name(self) -> str:
        return str(self.page.evaluate("document.activeElement.name || ''"))


@contextmanager
def new_hands(
    browser: Browser, options: dict[str, Any], kind: type[Mouse] = Mouse, patience: int = 10_000
) -> Iterator[Mouse]:
    """Open a browser of its own, with nothing in it. ``patience`` is in milliseconds."""
    context = browser.new_context(**options)
    context.set_default_timeout(patience)
    yield kind(context.new_page())
    context.close()
