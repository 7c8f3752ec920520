"""The debugger's stance, kept and read again."""

import msgspec
import pytest

from webapp.debugger import (
    Begin,
    Breakpoint,
    Continue,
    Hit,
    Into,
    NextTimer,
    Out,
    Over,
    Position,
    RunTo,
    StopRule,
    before,
    breakpoints_of,
)
from webapp.executions.session import Stance, decode_stance, encode_stance

RULES: list[StopRule] = [
    Continue(),
    Begin(),
    Over("0.1"),
    Into("0", None),
    Into("0", 3),
    Out("0.2.1"),
    RunTo("Each/B~1C"),
    NextTimer(12_400),
]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_a_stance_is_the_same_after_it_was_kept(rule: StopRule) -> None:
    stance = Stance(breakpoints=breakpoints_of(["A", "Each/B~1C", "ü"])).moving(rule)
    assert decode_stance(encode_stance(stance)) == stance


def test_a_paused_stance_keeps_its_place_and_its_future() -> None:
    stance = Stance().stopped("breakpoint", Position(7, "0.3", 2)).back_to(Position(5, "0.3")).back_to(Position(3, "0"))
    assert stance.future == (Position(7, "0.3", 2), Position(5, "0.3"))
    again = decode_stance(encode_stance(stance))
    assert again == stance
    assert again.forward().forward().position == Position(7, "0.3", 2)


def test_moving_and_stopping_forget_the_future() -> None:
    back = Stance().stopped("step", Position(7)).back_to(Position(3))
    assert back.moving(Continue()).future == ()
    assert back.stopped("pause", Position(9)).future == ()


def test_a_stance_keeps_what_it_stopped_at() -> None:
    breakpoint = Breakpoint(id="1", kind="error", errors=("caught",), error="Custom.Busy", condition="$.n > 3")
    stance = Stance(breakpoints=(breakpoint,)).moving(Continue())
    stopped = stance.stopped("exception", Position(4), Hit(4, "0", "1", "exception", "error Custom.Busy is caught"))
    assert decode_stance(encode_stance(stopped)) == stopped


def test_breakpoints_that_were_kept_as_paths_are_plain_ones() -> None:
    text = (
        '{"paused":true,"position":{"sequence":7,"thread":"0","stage":null},"rule":{"kind":"continue","thread":"",'
        '"index":null},"reason":"breakpoint","future":[],"breakpoints":["A","Each/B"]}'
    )
    assert decode_stance(text).breakpoints == (before("A"), before("Each/B"))


def test_stepping_back_goes_where_each_step_began() -> None:
    at_stage = Stance().stopped("start", Position(2)).stopped("step", Position(2, "0", 0))
    there = at_stage.moving(Over("0")).stopped("step", Position(9))
    assert there.past == (Position(2), Position(2, "0", 0))
    back = there.back_to(there.past[-1])
    assert (back.position, back.past) == (Position(2, "0", 0), (Position(2),))
    assert back.forward() == there


def test_continuing_and_seeking_forget_where_steps_began() -> None:
    stepped = Stance().stopped("start", Position(2)).moving(Over("0")).stopped("step", Position(9))
    assert stepped.moving(Continue()).stopped("breakpoint", Position(20)).past == ()
    assert stepped.stopped("seek", Position(5)).past == ()


@pytest.mark.parametrize("text", ["", "{}", '{"paused": 1}', "[]"])
def test_what_is_no_stance_is_refused(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_stance(text)


def test_the_pace_of_the_clock_is_kept() -> None:
    assert decode_stance(encode_stance(Stance().with_pace(10))).pace == 10


def test_a_fork_remembers_the_stops_before_it_and_none_after() -> None:
    stance = Stance(rule=Over("0"))
    for sequence in (2, 5, 9):
        stance = stance.stopped("step", Position(sequence))
    assert stance.past == (Position(2), Position(5))
    fork = stance.forked_at(Position(5))
    assert (fork.position, fork.past, fork.future, fork.reason) == (Position(5), (Position(2),), (), "step")
    assert stance.forked_at(Position(9)).past == (Position(2), Position(5))
