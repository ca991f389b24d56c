from datetime import date, timedelta

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
