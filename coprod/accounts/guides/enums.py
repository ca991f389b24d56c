"""The first-use guides: for whom each is, and its few steps."""

from dataclasses import dataclass

from coprod.core.values.actor import Role
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Guide(LabelledEnum):
    READER = "reader", N_("If you live here")
    TEAM = "team", N_("If you log activities")
    LAY_MEMBER = "lay-member", N_("If you are a lay member")
    CURATOR = "curator", N_("If you are a curator")
    ADMINISTRATOR = "administrator", N_("If you run this register")


READERS: dict[Guide, frozenset[Role]] = {
    Guide.READER: frozenset({Role.VISITOR, Role.RESIDENT}),
    Guide.TEAM: frozenset({Role.RESIDENT, Role.TEAM_MEMBER}),
    Guide.LAY_MEMBER: frozenset({Role.LAY_MEMBER}),
    Guide.CURATOR: frozenset({Role.CURATOR, Role.ADMINISTRATOR}),
    Guide.ADMINISTRATOR: frozenset({Role.ADMINISTRATOR}),
}
"""Who sees a guide on the first page of their role. Everybody may read all of them."""


@dataclass(frozen=True)
class GuideStep:
    """One thing to do, and the page where one does it."""

    name: Message
    words: Message
    endpoint: str


STEPS: dict[Guide, tuple[GuideStep, ...]] = {
    Guide.READER: (
        GuideStep(
            N_("Find a story"),
            N_("Search for your street, your group or what you care about."),
            "library.stories.entries",
        ),
        GuideStep(
            N_("Have your say"),
            N_("Say what you think, or how it was. You need no account."),
            "participation.opportunities.have_your_say",
        ),
        GuideStep(
            N_("See what came of it"),
            N_("You get a private link. It shows who read it and what the team did."),
            "engagement.commitments.promises",
        ),
    ),
    Guide.TEAM: (
        GuideStep(
            N_("Log an activity"),
            N_("Six short questions. Nobody sees it until you send it."),
            "register.activities.log",
        ),
        GuideStep(
            N_("Say how shared it was"),
            N_("Answer what really happened. Your answers set the level."),
            "library.home.ladder",
        ),
        GuideStep(
            N_("Send it"),
            N_("A curator reads it, and publishes it or says what to change."),
            "register.activities.mine",
        ),
        GuideStep(
            N_("Answer people"),
            N_("Residents ask and suggest. Answer them, and say what you will do and by when."),
            "engagement.comments.to_answer",
        ),
        GuideStep(
            N_("Tell the next team"),
            N_("Write down what worked and what did not. It takes five minutes."),
            "learning.records.write",
        ),
    ),
    Guide.LAY_MEMBER: (
        GuideStep(
            N_("Read what is waiting"),
            N_("Say what you think of it. You see it before anybody else does."),
            "desk.queue.advice",
        ),
        GuideStep(
            N_("Agree on levels"),
            N_("A level is confirmed only if you agree. Say no if the story does not show it."),
            "library.home.ladder",
        ),
        GuideStep(
            N_("Look at how we’re doing"),
            N_("The same numbers that a Board gets, and what they cannot show."),
            "board.overview.overview",
        ),
    ),
    Guide.CURATOR: (
        GuideStep(
            N_("Begin at the top of the desk"),
            N_("What is risky or late comes first. Each line says when it is due."),
            "desk.queue.desk",
        ),
        GuideStep(
            N_("Decide, and say why"),
            N_("Publish, ask or send back. Whoever wrote it reads your reason."),
            "reviews.reviews.given",
        ),
        GuideStep(
            N_("Chase what is late"),
            N_("Answers, promises, and stories that nobody has looked at for a long time."),
            "desk.chase.chase",
        ),
        GuideStep(
            N_("Keep the lists right"),
            N_("Places, groups and topics, by the names that people here use."),
            "reference.lists.lists",
        ),
    ),
    Guide.ADMINISTRATOR: (
        GuideStep(
            N_("Set up the basics"),
            N_("The name of the place, the phone number, and who to ring in danger."),
            "reference.lists.place",
        ),
        GuideStep(
            N_("Confirm what people rely on"),
            N_("Read each item, and confirm it once it is true."),
            "accounts.first_run.items",
        ),
        GuideStep(
            N_("Invite people"),
            N_("Give each person the role that they need, and no more."),
            "accounts.admin.people",
        ),
        GuideStep(
            N_("Use your own words"),
            N_("Change what pages and letters say, in each language."),
            "reference.page_texts.texts",
        ),
        GuideStep(
            N_("Check that all is well"),
            N_("The list of jobs says what ran and what did not."),
            "operations.jobs.jobs",
        ),
    ),
}
