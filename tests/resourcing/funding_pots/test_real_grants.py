"""The 555 real grants of one council to voluntary groups: every penny of them is in the pot."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from coprod.core.money.rules import format_pounds, parse_amount
from coprod.core.values.errors import RuleBrokenError
from coprod.resourcing.funding_pots.rules import PotDetails, Withdrawal, check_fits

GRANTS = Path(
    "/work/shared/data/grants-trafford/trafford_council_voluntary_sector_grants.csv"
)  # fmt: skip


@pytest.mark.skipif(not GRANTS.exists(), reason="the shared data is not on this machine")
def test_real_grants_add_up_to_the_penny_and_one_penny_more_does_not_fit() -> None:
    with GRANTS.open(encoding="utf-8-sig", newline="") as file:
        amounts = [row["Amount Awarded"] for row in csv.DictReader(file)]
    pence = [parse_amount(amount) for amount in amounts]
    whole = sum(pence)

    assert len(pence) == 555
    assert Decimal(whole) / 100 == sum(map(Decimal, amounts))
    assert [parse_amount(format_pounds(each)) for each in pence] == pence
    pot = PotDetails("Grants", whole, vcs_pence=whole)
    taken = [Withdrawal(each, {}, reaches_vcs=True) for each in pence]
    check_fits(pot, taken)
    with pytest.raises(RuleBrokenError):
        check_fits(pot, [*taken, Withdrawal(1, {}, reaches_vcs=True)])
    with pytest.raises(RuleBrokenError):
        check_fits(pot, [*taken[1:], Withdrawal(pence[0], {}, reaches_vcs=False)])
