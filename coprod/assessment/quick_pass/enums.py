"""The six questions of a quick pass, and what it is called wherever it stands."""

from coprod.assessment.self_assessment.enums import Question
from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

QUICK_QUESTIONS = (Question.Q1, Question.Q2, Question.Q8, Question.Q9, Question.Q13)
"""With the free choice the only ones that can hold a level at Consultation or below."""
TOLD = N_("People were told. Nobody asked for their views")
TAUGHT = N_("People were taught. Nobody asked for their views")
"""Two sentences in place of one answer with a second question behind it."""
ENGAGEMENT_OR_ABOVE = N_("Engagement or above")

AUDIT_VERBS: dict[str, Verb] = {
    "gave a quick pass": Verb(N_("The team gave a quick pass: six of its questions")),
}
