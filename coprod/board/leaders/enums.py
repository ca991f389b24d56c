"""What a leader signs, what a role may change, and what the audit trail says of it."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Power(LabelledEnum):
    """What whoever holds commissioning power may be able to change."""

    noun: Message
    """As a word in a list."""

    BUDGET = "budget", N_("The budget"), N_("budget")
    CONTRACT = "contract", N_("The contract"), N_("contracts")
    RULE = "rule", N_("The rules"), N_("rules")


class CanChange(LabelledEnum):
    YES = "yes", N_("Can change it")
    NO = "no", N_("Cannot change it")


class SignedKind(LabelledEnum):
    PROMISE = "promise", N_("Promise")
    DECISION = "decision", N_("Decision")
    ACTION = "action", N_("Action of a board")
    STATEMENT = "statement", N_("Statement")


class SignatureAnswer(LabelledEnum):
    SIGNED = "signed", N_("Yes, this role signs these words")
    DECLINED = "declined", N_("No, this role does not sign them")


AUDIT_VERBS: dict[str, Verb] = {
    "added a leader": Verb(N_("Added the role of a leader")),
    "changed a leader": Verb(N_("Changed the role of a leader")),
    "asked a leader": Verb(N_("Asked a leader to sign")),
    "withdrew a signature": Verb(N_("Took back what a leader was asked to sign, or signed")),
    "a leader signed": Verb(N_("A leader signed"), is_decision=True),
    "a leader declined": Verb(N_("A leader did not sign"), is_decision=True),
}
