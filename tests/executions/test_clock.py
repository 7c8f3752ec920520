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


def test_without_a_pace_the_virtual_clock_may_jump_at_once() -> None:
    clock = VirtualClock(1000)
    clock.note_work()
    assert clock.may_jump_to(10**12)


def test_a_paced_clock_waits_so_many_times_less_than_it_jumps() -> None:
    real = [50_000]
    clock = VirtualClock(1000, pace=10, real_ms=lambda: real[0])
    clock.note_work()
    assert clock.due_ms(31_000) == 53_000
    real[0] = 52_999
    assert not clock.may_jump_to(31_000)
    real[0] = 53_000
    assert clock.may_jump_to(31_000)


def test_work_begins_the_wait_anew_and_hurry_ends_it() -> None:
    real = [50_000]
    clock = VirtualClock(0, pace=1, real_ms=lambda: real[0])
    clock.note_work()
    real[0] = 51_000
    clock.note_work()
    assert clock.due_ms(2000) == 53_000
    clock.hurries = True
    assert clock.may_jump_to(2000)
