"""Every door at which people type links, and every page that shows them, has the one rule."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask, render_template_string

from coprod.assessment.self_assessment.rules import check_link as check_link_of_answer
from coprod.challenges.rules import Argument, check_argument
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.decisions.records.rules import PriorFeedback, PriorFeedbackList, check_prior_feedback
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.rules import StepDraft, check_step
from coprod.exchange.imports.enums import SourceDetails
from coprod.intelligence.feedback import rules as feedback
from coprod.learning.records.rules import RecordCosts, check_part
from coprod.library.accessible_formats import rules as formats
from coprod.library.accessible_formats.enums import FormatKind
from coprod.participation.opportunities import rules as get_involved
from coprod.register.sections.rules import LINKS, Link, Worth, check_addresses, check_link
from coprod.web.filters import render_markdown
from tests.core.values.test_links import SAFE, UNSAFE
from tests.intelligence.feedback.test_rules import GOOD, TODAY
from tests.library.accessible_formats.make import making
from tests.participation.opportunities.make import opening

DOORS: dict[str, Callable[[str], object]] = {
    "an answer of an assessment": check_link_of_answer,
    "evidence": lambda link: check_link(Link(title="Minutes", address=link)),
    "what it was worth": lambda link: check_addresses(Worth(worth_link=link), LINKS),
    "a promise": lambda link: check_step(
        StepDraft(CommitmentState.MADE, "Head of care", proof_link=link), PartialDate(2026, 6)
    ),
    "a summary of feedback": lambda link: feedback.check_summary(
        replace(GOOD, explanation=replace(GOOD.explanation, address=link)), TODAY
    ),
    "a session": lambda link: get_involved.check_session(opening(link=link), clock.now()),
    "another format": lambda link: formats.check_draft(
        making(FormatKind.BSL, address=link), clock.today()
    ),
    "a learning record": lambda link: check_part(RecordCosts(costs_link=link)),
    "a decision": lambda link: check_prior_feedback(
        PriorFeedbackList((PriorFeedback("It was cold", link),))
    ),
    "a challenge": lambda link: check_argument(Argument(3, "Because", link)),
    "a mapping": lambda link: SourceDetails("Somewhere", address=link),
}
MENDED = ("/stories", "https://@example.org", *(link for link in UNSAFE if "org/" in link))
"""What is ours, and what Markdown itself makes into a whole address: an odd sign becomes a code."""
SHOWN = "{% from '_parts/links.html' import typed_link %}{% call typed_link(link) %}x{% endcall %}"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("link", SAFE)
def test_every_door_takes_a_safe_link(door: str, link: str) -> None:
    DOORS[door](link)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("link", UNSAFE)
def test_every_door_refuses_what_is_not_safe(door: str, link: str) -> None:
    with pytest.raises((RuleBrokenError, ValueError)):
        DOORS[door](link)


@pytest.mark.parametrize("link", SAFE)
def test_a_page_leads_to_a_safe_link(app: Flask, link: str) -> None:
    shown = rendered(app, link)

    assert shown.startswith('<a class="govuk-link" rel="noopener noreferrer nofollow" href="')
    assert shown.endswith(">x</a>")


@pytest.mark.parametrize("link", UNSAFE)
def test_a_page_shows_the_words_alone_of_one_that_is_not(app: Flask, link: str) -> None:
    assert rendered(app, link) == "x"


def rendered(app: Flask, link: str) -> str:
    with app.test_request_context():
        return render_template_string(SHOWN, link=link)


@pytest.mark.parametrize("link", [*SAFE, "/stories", "mailto:team@example.org"])
def test_a_story_links_to_what_is_safe_to_pages_of_ours_and_to_mail(link: str) -> None:
    assert "<a " in render_markdown(f"[x](<{link}>)")


@pytest.mark.parametrize("link", [link for link in UNSAFE if link not in MENDED])
def test_a_story_links_to_nothing_else(link: str) -> None:
    assert "<a " not in render_markdown(f"[x](<{link}>)")
