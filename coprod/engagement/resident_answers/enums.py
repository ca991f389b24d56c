"""What residents say of a promise or an action, put in words."""

from coprod.core.values.phrases import N_, Message

TOO_FEW = N_("Too few people have said anything for it to be shown.")
ANSWER_SUMMARIES: dict[tuple[bool, bool], Message] = {
    (True, True): N_("Some answers that people left here say that it happened, others not yet."),
    (True, False): N_("Answers that people left here say that it happened."),
    (False, True): N_("Answers that people left here say that it did not happen yet."),
    (False, False): TOO_FEW,
}
"""Whether people say “yes, this happened”, and whether “not yet”."""
