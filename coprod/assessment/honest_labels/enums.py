"""Words that promise a rung, and what may honestly be said on each rung instead."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung


class Word(StrEnum):
    """A family of words, such as co-produced, co-production and co-producing."""

    CO_PRODUCTION = "co_production"
    CO_DESIGN = "co_design"

    @property
    def needs(self) -> Rung:
        """The lowest rung that carries the word."""
        return Rung[self.name]


SAY_INSTEAD: dict[Rung, Message] = {
    Rung.COERCION: N_("people had to take part"),
    Rung.EDUCATING: N_("people were taught"),
    Rung.INFORMING: N_("people were informed"),
    Rung.CONSULTATION: N_("people were consulted"),
    Rung.ENGAGEMENT: N_("people were engaged"),
    Rung.CO_DESIGN: N_("people co-designed it"),
    Rung.CO_PRODUCTION: N_("people co-produced it"),
}
NOT_ASSESSED = N_(
    "It says “%(said)s”. Nobody has assessed it yet, so readers cannot tell whether it was. "
    "Assess it, or say in plain words what people did."
)
TOO_MUCH = N_(
    "It says “%(said)s”. By its assessment this is %(rung)s. “%(instead)s” says what happened."
)
PROMISES_LESS = N_(
    "It says “%(said)s”. It promises %(rung)s, and nobody has assessed it yet. “%(instead)s” says "
    "what is promised."
)

AUDIT_VERBS: dict[str, Verb] = {
    "kept a word": Verb(N_("The team kept a word, with a reason")),
    "gave up a word": Verb(N_("The team no longer keeps a word")),
    "let a word be read": Verb(N_("The reason for keeping a word is now public"), is_decision=True),
}
