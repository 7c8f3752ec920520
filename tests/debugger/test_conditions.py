"""Hit counts, what a breakpoint may say, and what is refused."""

import pytest

from webapp.debugger import Breakpoint, problem_of
from webapp.debugger.conditions import is_counted


@pytest.mark.parametrize(
    ("hit", "stops"),
    [
        ("=3", [3]),
        ("3", [3]),
        ("==3", [3]),
        (">=3", [3, 4, 5, 6]),
        (" % 2 ", [2, 4, 6]),
        ("", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_hit_count_chooses_among_the_hits(hit: str, stops: list[int]) -> None:
    assert [count for count in range(1, 7) if is_counted(hit, count)] == stops


@pytest.mark.parametrize(
    ("breakpoint", "says"),
    [
        (Breakpoint(id="1", path="A", hit="often"), "the hit count 'often' is none of =3, >=3 and %3"),
        (Breakpoint(id="1", path="A", hit="%0"), "the hit count '%0'"),
        (Breakpoint(id="1", kind="data"), "a data breakpoint needs the expression"),
        (Breakpoint(id="1", path="A", condition="$x = (", language="JSONata"), "is no JSONata expression"),
        (Breakpoint(id="1", path="A", condition="n > 3", language="JSONPath"), "is no JSONPath expression"),
    ],
)
def test_what_can_never_be_understood_is_a_problem(breakpoint: Breakpoint, says: str) -> None:
    assert says in (problem_of(breakpoint) or "")


def test_an_expression_of_the_states_own_language_is_looked_at_where_it_is_evaluated() -> None:
    assert problem_of(Breakpoint(id="1", path="A", condition="$x = (")) is None
    assert problem_of(Breakpoint(id="1", path="A", condition="$states.context.Map.Item.Index = 3")) is None
