"""The letter to those who are named as readers of a draft."""

from collections.abc import Iterable

from coprod.board.packs.models import Pack
from coprod.core.values.phrases import N_
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, HasAddress


def write_to_readers(pack: Pack, people: Iterable[HasAddress]) -> None:
    link = mailer.build_address("board.packs.pack", pack=pack.slug)
    mailer.write_to_others(people, build_reader_email(pack.title), link=link)


def build_reader_email(title: str) -> Email:
    return Email(
        key="board.packs.reader",
        subject=N_("Will you read a Board pack before it is frozen?"),
        before=(
            N_("A curator has named you as a reader of this draft: %(title)s.", title=title),
            N_("Read it through. When you have, choose “I have read it all” on its page."),
            N_("The draft is not public yet. You, the other readers and the curators can see it."),
        ),
        link_label=N_("Read the draft"),
        after=(N_("Once it is frozen, nothing in it changes and everybody can read it."),),
    )


LETTERS = (
    Letter(
        "board.packs.reader",
        Reader.INVITED,
        N_("Somebody is named as a reader of a draft of a Board pack"),
        build_reader_email,
    ),
)
