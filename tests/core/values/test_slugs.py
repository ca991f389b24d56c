from coprod.core.values.slugs import find_free_slug


def test_an_address_is_free_with_the_first_number_that_nothing_has() -> None:
    taken = {"falls", "falls-2", "falls_2"}
    assert find_free_slug("falls", taken.__contains__) == "falls-3"
    assert find_free_slug("falls", taken.__contains__, "_") == "falls_3"
    assert find_free_slug("bow", taken.__contains__) == "bow"
