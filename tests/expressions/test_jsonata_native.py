"""What jsonatapy cannot tell or do by itself."""

import threading
from typing import Any

import pytest

from webapp.expressions import JsonataError, UnsupportedJsonataResult
from webapp.expressions.jsonata_native import load
from webapp.values import ABSENT, Absent, Json


def value_of(text: str, **variables: Json) -> Json | Absent:
    return load(text).evaluate(variables, 1, 0)


@pytest.mark.parametrize("call", ["partition($x, 2)", "range($x, 1, 1)", "hash($x, 'MD5')", "parse($x)", "shuffle($x)"])
def test_a_function_in_python_gives_nothing_for_nothing(call: str) -> None:
    assert value_of(f"${call} /* nothing */") is ABSENT


def test_a_function_that_takes_the_context_gives_nothing_where_there_is_none() -> None:
    assert [value_of(text) for text in ("$string()", "$trim()", "$base64encode()")] == [ABSENT] * 3
    assert value_of("['a', 'b'].$uppercase()") == ["A", "B"]
    assert value_of("[null, $x].($string())", x="") == ["null", ""]
    with pytest.raises(UnsupportedJsonataResult):
        value_of("['a'.$uppercase(), $sum]")
    assert value_of("[$string(), null]") == [None]


def test_integers_of_any_size_are_doubles() -> None:
    assert value_of("$x + 1", x=10**30) == 1e30
    with pytest.raises(JsonataError, match="D1001"):
        value_of("$x + 1", x=10**400)


def test_a_mistake_in_the_text_is_our_own_reader_s() -> None:
    with pytest.raises(JsonataError, match="S0204: Unknown operator"):
        load("[1!2]")


def test_an_expression_is_evaluated_on_any_thread() -> None:
    loaded = load("$sum($states.input.items)")
    found: list[Any] = []
    for items in ([1, 2], [3]):
        thread = threading.Thread(
            target=lambda given=items: found.append(loaded.evaluate({"states": {"input": {"items": given}}}, 0, 0))
        )
        thread.start()
        thread.join()
    found.append(loaded.evaluate({"states": {"input": {"items": [4]}}}, 0, 0))
    assert found == [3, 3, 4]


def test_urls_are_escaped_as_javascript_escapes_them() -> None:
    address = "https://shop.test/søg mål?q=a+b&n=(1)#[top]"
    assert value_of("$encodeUrl($x)", x=address) == "https://shop.test/s%C3%B8g%20m%C3%A5l?q=a+b&n=(1)#%5Btop%5D"
    assert value_of("$encodeUrlComponent($x)", x="it's 5% off!/*~") == "it's%205%25%20off!%2F*~"


def test_escaping_takes_the_context_and_refuses_what_is_no_text() -> None:
    assert value_of("['a b', 'c'].$encodeUrl()") == ["a%20b", "c"]
    assert value_of("'a b' ~> $encodeUrlComponent") == "a%20b"
    assert value_of("$encodeUrl($nothing)") is ABSENT
    with pytest.raises(JsonataError, match='T0410: Argument 1 of function "encodeUrl"'):
        value_of("$encodeUrl(5)")


def test_reducing_nothing_gives_nothing_but_a_beginning() -> None:
    add = "function($sum, $each) { $sum + $each }"
    assert value_of(f"$reduce([], {add})") is ABSENT
    assert value_of(f"$reduce($nothing, {add})") is ABSENT
    assert value_of(f"[$reduce([], {add}, 7), $reduce([], {add}, null)]") == [7, None]
    assert value_of(f"[$reduce([4], {add}), $reduce([4, 5], {add}, 1), [4, 5] ~> $reduce({add})]") == [4, 10, 9]
    assert value_of("$reduce([4, 5], function($a, $b, $at, $all) { $a + $b * $at + $count($all) })") == 11
    with pytest.raises(JsonataError, match="D3050"):
        value_of("$reduce([], function($only) { $only })")
