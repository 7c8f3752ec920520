"""The two clocks."""

from webapp.executions.clock import RealClock, VirtualClock


def test_the_virtual_clock_stands_until_it_jumps_and_never_goes_back() -> None:
    clock = VirtualClock(1000)
    assert clock.now_ms() == clock.now_ms() == 1000
    clock.jump_to(5000)
    clock.jump_to(2000)
    assert clock.now_ms() == 5000


def test_the_real_clock_never_goes_back() -> None:
    clock = RealClock()
    moments = [clock.now_ms() for _ in range(100)]
    assert moments == sorted(moments)
    assert moments[0] > 1_700_000_000_000
