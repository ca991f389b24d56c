from datetime import UTC, date, datetime, timedelta

from coprod.core.values import clock


def test_it_is_another_day_inside_and_today_again_after() -> None:
    today = clock.today()
    then = today - timedelta(days=100)

    with clock.on(then):
        assert clock.today() == then
        with clock.on(date(2020, 1, 2)):
            assert clock.today() == date(2020, 1, 2)
        assert clock.today() == then

    assert clock.today() >= today


def test_a_day_is_that_of_london_in_summer_too() -> None:
    assert clock.to_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    midnight = clock.get_midnight(date(2026, 7, 2))
    assert midnight.astimezone(UTC) == datetime(2026, 7, 1, 23, tzinfo=UTC)
