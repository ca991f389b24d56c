"""The letter to administrators when something did not happen by itself."""

from collections.abc import Sequence

from coprod.core.values.phrases import N_, Message
from coprod.operations.jobs.queries import JobReport
from coprod.web import mailer
from coprod.web.language import translate
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, EmailItem

LATE = N_("It should have been done by now, but was not")


def build_trouble_email(reports: Sequence[JobReport], link: str) -> Email:
    items = tuple(EmailItem(translate(each.job.label), link, say_why(each)) for each in reports)
    return Email(
        key="operations.jobs.trouble",
        subject=N_("The register needs somebody to look at it"),
        before=(N_("This job did not run:"),),
        items=items,
        after=(
            N_(
                "The register tries again each hour. You get one letter about it, until it has "
                "worked again."
            ),
        ),
    )


def say_why(report: JobReport) -> Message:
    return N_("It failed: %(kind)s", kind=report.state.error) if report.has_failed else LATE


def write_trouble(reports: Sequence[JobReport], people: Sequence[mailer.HasAddress]) -> int:
    link = mailer.build_address("operations.jobs.jobs")
    return mailer.write_to_each(people, build_trouble_email(reports, link), link=link)


LETTERS = (
    Letter(
        "operations.jobs.trouble",
        Reader.ADMINISTRATORS,
        N_("A job failed or did not run"),
        lambda _title: build_trouble_email((), ""),
    ),
)
