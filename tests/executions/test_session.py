"""The debugger's stance, kept and read again."""

import msgspec
import pytest

from webapp.debugger import Begin, Continue, Into, Out, Over, Position, StopRule
from webapp.executions.session import Stance, decode_stance, encode_stance

RULES: list[StopRule] = [Continue(), Begin(), Over("0.1"), Into("0", None), Into("0", 3), Out("0.2.1")]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_a_stance_is_the_same_after_it_was_kept(rule: StopRule) -> None:
    stance = Stance(breakpoints=frozenset({"A", "Each/B~1C", "ü"})).moving(rule)
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


def test_the_same_stance_is_kept_as_the_same_text() -> None:
    one, other = (Stance(breakpoints=frozenset(paths)) for paths in (["A", "B", "C"], ["C", "A", "B"]))
    assert encode_stance(one) == encode_stance(other)


@pytest.mark.parametrize("text", ["", "{}", '{"paused": 1}', "[]"])
def test_what_is_no_stance_is_refused(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_stance(text)
