from coprod.core.values.keys import BIGGEST_ID, parse_row_key


def test_a_key_is_a_whole_number_that_a_database_can_bind() -> None:
    assert [parse_row_key(text) for text in ("0", "12", str(BIGGEST_ID))] == [0, 12, BIGGEST_ID]


def test_what_no_row_can_have_is_no_key() -> None:
    beyond = (
        str(BIGGEST_ID + 1),
        "9" * 30,
        "",
        "-1",
        "+1",
        "1.0",
        " 1",
        "1\n",
        "½",
        "²",
        "১২",
        "a",
    )
    assert {parse_row_key(text) for text in beyond} == {None}
