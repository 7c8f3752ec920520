"""A breakpoint hits where its state is entered, and nowhere else."""

from tests.debugger.recordings import words
from webapp.debugger import Breakpoints


def test_a_breakpoint_hits_once_for_each_iteration() -> None:
    breakpoints = Breakpoints(frozenset({"MapWords/Mapper"}))
    assert sum(breakpoints.hit(event) for event in words()) == 7


def test_an_unknown_path_never_hits() -> None:
    assert not any(Breakpoints(frozenset({"Mapper"})).hit(event) for event in words())
