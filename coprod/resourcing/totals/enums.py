"""What is said about figures, and about why there is none."""

from coprod.core.money.enums import AmountUnit
from coprod.core.values.phrases import N_, Message

NOT_RECORDED = N_("Not recorded")
NO_MONEY = N_("no money that was really spent is recorded")
AMOUNT_OPEN = N_("an amount is not recorded")
AMOUNT_HIDDEN = N_("an amount is not shown, because so few people were paid")
IN_DAYS = N_("some of it is told in days, not in pounds")
NO_SESSIONS = N_("no sessions are recorded")
NO_NUMBERS = N_("how many people came is not recorded for every session")
FEW_PEOPLE = N_("so few people came to a session that the number is not shown")
NO_STAGE = N_("a line does not say which part of the work it was for")
UNIT_WORDS: dict[AmountUnit, Message] = {
    AmountUnit.POUNDS: N_("in pounds"),
    AmountUnit.HOURS: N_("in hours"),
    AmountUnit.DAYS: N_("in days"),
    AmountUnit.MONTHLY: N_("in hours a month"),
}
