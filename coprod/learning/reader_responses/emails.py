"""The letters to those who signed. They lead to the record and tell nothing of it."""

from coprod.core.values.phrases import N_
from coprod.learning.reader_responses.models import Signature
from coprod.learning.reader_responses.queries import find_signer
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email

SHOWN = Email(
    key="learning.reader-responses.shown",
    subject=N_("Your words are shown now"),
    before=(N_("A curator has read what you wrote about a learning record. Readers see it now."),),
    link_label=N_("See it, or take it back"),
)
DECLINED = Email(
    key="learning.reader-responses.declined",
    subject=N_("Your words are not shown"),
    before=(N_("A curator has read what you wrote about a learning record, and says why not."),),
    link_label=N_("Read the reason"),
)


def write_to_signer(signature: Signature, *, is_public: bool) -> None:
    person = find_signer(signature)
    if person and person.email:
        link = mailer.build_address("learning.records.record", record_slug=signature.record.slug)
        mailer.write_email(person.email, SHOWN if is_public else DECLINED, link=link)


LETTERS = (
    Letter(SHOWN.key, Reader.AUTHOR, N_("Words of a reader are shown"), lambda _title: SHOWN),
    Letter(
        DECLINED.key, Reader.AUTHOR, N_("Words of a reader are not shown"), lambda _title: DECLINED
    ),
)
