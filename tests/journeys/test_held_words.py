"""Typing without saving: the connection goes, the session ends, another device is taken up."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

FIRST, SECOND = "We talked about benches.", "We talked about benches and about light."


@pytest.fixture
def device(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def sign_in(page: Page, site: Site) -> None:
    if "/sign-in" not in page.url:
        page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("resident@demo.example")
    page.get_by_label("Password", exact=True).fill(site.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


def begin(page: Page, site: Site, title: str) -> str:
    sign_in(page, site)
    page.goto("/activities/log")
    page.get_by_label("What is it called?").fill(title)
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/summary")
    return page.url


def use_elsewhere(browser: Browser, site: Site, address: str) -> None:
    other = browser.new_context(base_url=site.address).new_page()
    sign_in(other, site)
    other.goto(address)
    expect(other.get_by_text(FIRST, exact=True)).to_have_count(0)
    other.get_by_role("button", name="Use it").click()
    expect(other.locator("[name=summary]")).to_have_value(SECOND)
    other.get_by_role("button", name="Save and continue").click()
    other.wait_for_url("**/leader")
    other.goto(address)
    expect(other.get_by_text("did not save it")).to_have_count(0)
    other.context.close()


def test_what_was_typed_waits_on_another_device_and_outlives_the_connection(
    site: Site, device: BrowserContext, browser: Browser
) -> None:
    page = device.new_page()
    address = begin(page, site, "Benches in the park")
    box, status = page.locator("[name=summary]"), page.get_by_role("status")

    box.fill(FIRST)
    expect(status).to_contain_text("Your words were kept at")
    device.set_offline(offline=True)
    box.fill(SECOND)
    expect(status).to_contain_text("kept in this browser")
    device.set_offline(offline=False)
    page.goto(address)
    expect(page.get_by_text(SECOND)).to_be_visible()

    use_elsewhere(browser, site, address)


def test_a_session_that_ends_while_typing_goes_on_in_the_same_tab(
    site: Site, device: BrowserContext
) -> None:
    page = device.new_page()
    begin(page, site, "Light in the park")
    device.clear_cookies()

    page.locator("[name=summary]").fill(SECOND)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Go on where you were").click()
    sign_in(page, site)

    expect(page.locator("[name=summary]")).to_have_value(SECOND)


def test_without_javascript_a_button_keeps_what_is_there(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    begin(page, site, "Trees in the park")

    page.locator("[name=summary]").fill(FIRST)
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("link", name="See your words").click()
    expect(page.get_by_text(FIRST)).to_be_visible()
    page.get_by_role("button", name="Use it").first.click()

    expect(page.locator("[name=summary]")).to_have_value(FIRST)
    context.close()
