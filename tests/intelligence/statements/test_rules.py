"""What is shown of votes: shares with their base, and nothing of a few."""

from coprod.intelligence.statements.rules import (
    build_numbers,
    describe_base,
    disclose_votes,
    may_votes_be_released,
    rank_by_agreement,
)


def test_shares_are_named_as_votes() -> None:
    disclosed = disclose_votes(build_numbers((60, 20, 20)), exact=False)

    assert [str(share.label.plain) for share in disclosed.shares] == ["Agree", "Pass", "Disagree"]


def test_of_a_few_no_share_is_shown_to_readers() -> None:
    disclosed = disclose_votes(build_numbers((1, 1, 1)), exact=False)

    assert (disclosed.shares, disclosed.numbers) == ((), ())
    assert disclosed.comments.plain == "Fewer than 5"


def test_the_base_leaves_out_who_did_not_see_it() -> None:
    base = describe_base(build_numbers((60, 20, 20)), 200).plain

    assert "about 100" in base.lower()
    assert "did not see it is left out" in base


def test_the_order_follows_what_is_shown_and_nothing_else() -> None:
    many = disclose_votes(build_numbers((60, 20, 20)), exact=False)
    few = disclose_votes(build_numbers((4, 0, 0)), exact=False)
    fewer = disclose_votes(build_numbers((1, 1, 2)), exact=False)

    ranked = sorted([(few, 2), (fewer, 1), (many, 3)], key=lambda row: rank_by_agreement(*row))

    assert [number for _disclosed, number in ranked] == [3, 1, 2]


def test_unknown_votes_have_no_base() -> None:
    assert build_numbers((None, None, None)).comments is None


def test_one_more_vote_is_not_shown() -> None:
    assert not may_votes_be_released(build_numbers((31, 10, 10)), [build_numbers((30, 10, 10))])
    assert may_votes_be_released(build_numbers((30, 10, 10)), [])
