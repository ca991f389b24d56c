"""Every page, for every role, on a phone and on a desk: axe finds nothing and nothing runs off.

What the server sends passes html-validate too, by the rules of ``frontend/html-validate.json``.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import HOME, Site
from tests.journeys.hands import Mouse
from tests.journeys.test_the_main_story import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

WIDTHS = (360, 1280)
MOST_PAGES = 40
"""The pages nearest to where people start. All pages of each role would take an hour."""
STARTS = [
    "/",
    "/stories",
    "/stories?q=nothing-at-all",
    "/sign-in",
    "/sign-up",
    "/nowhere",
    "/ladder",
]
ROLES = ["", "resident", "lay", "team", "curator", "admin"]
OTHERS = re.compile(
    r"^/(in|static|api|bn|so)\b|#|\?next=|/stories\?.*&|\.(csv|atom|ics|xml|json|svg)|^/follow\?"
)
OF_ONE_THING = re.compile(
    r"^/(stories|activities|learning|decisions|collections|board/packs|have-your-say/of|card|consent"
    r"|rate-card/cost-it-up|comments/on/[^/]+|outcomes/of|outcomes/survey|outcomes/statement"
    r"|outcomes/statements/of|promises/of|readers/[^/]+)"
    r"/(?!(?:log|mine|new|write|waiting|add|invitation|joins|suggestions)(?:[/?]|$))[^/?]+"
)


@pytest.fixture
def page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "visitor")
def test_every_page_that_a_role_can_reach_by_links_is_accessible(
    page: Page, site: Site, role: str, tmp_path: Path
) -> None:
    if role:
        sign_in(Mouse(page), site, role)
    paths = reach(page)
    wrong = {path: found for path in paths if (found := faults(page, path))}

    assert wrong == {}
    assert list_markup_faults(page, paths, tmp_path) == []


def reach(page: Page) -> list[str]:
    """Return the addresses of pages that can be reached, one of each kind."""
    seen: dict[str, str] = {}
    waiting = list(STARTS)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kind in seen:
            continue
        seen[kind] = path
        page.goto(path)
        links = page.eval_on_selector_all(
            "a[href^='/']", "all => all.map(a => a.getAttribute('href'))"
        )
        waiting += [link for link in links if not OTHERS.search(link)]
    return list(seen.values())


def kind_of(path: str) -> str:
    """Take the names of entries and lists out of an address: one page of a kind is enough."""
    bare = re.sub(r"\?.*", "?", path)
    bare = OF_ONE_THING.sub(r"/\1/*", bare)
    bare = re.sub(r"^/lists/(?!place)[^/]+", "/lists/*", bare)
    return re.sub(r"\d+", "*", bare)


def faults(page: Page, path: str) -> list[str]:
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{width}: runs off to {wide}")
        violations = Axe().run(page).response["violations"]
        found += [
            f"{width}: {each['id']} at {[n['target'] for n in each['nodes']][:3]}"
            for each in violations
        ]
    return [*found, *faults_in_the_dark(page)]


def list_markup_faults(page: Page, paths: list[str], folder: Path) -> list[str]:
    """Save each page as the server sends it, and let html-validate read all of them at once."""
    for number, path in enumerate(paths):
        (folder / f"{number}.html").write_text(page.request.get(path).text())
    command = HOME / "frontend/node_modules/html-validate/bin/html-validate.mjs"
    options = ["--config", str(HOME / "frontend/html-validate.json"), "--formatter", "json"]
    output = subprocess.run(  # noqa: S603 - our own tool and files
        [HOME / ".tools/bin/node", command, *options, *sorted(folder.glob("*.html"))],
        stdout=subprocess.PIPE,
        check=False,
    ).stdout
    return [
        f"{paths[int(Path(result['filePath']).stem)]}: {fault['ruleId']} at {fault['selector']}"
        for result in json.loads(output)
        for fault in result["messages"]
    ]


def faults_in_the_dark(page: Page) -> list[str]:
    """Look at the open page as who asks for dark pages sees it: only the colours are others."""
    page.emulate_media(color_scheme="dark")
    answer = Axe().run(page, options={"runOnly": ["color-contrast"]}).response
    page.emulate_media(color_scheme="light")
    return [
        f"dark: {node['target']} {node['any'][0]['message']}"
        for each in answer["violations"]
        for node in each["nodes"][:3]
    ]
