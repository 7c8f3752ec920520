import pytest

from webapp.expressions.jsonata_parts import input_keys, split_condition


@pytest.mark.parametrize(
    ("text", "kind", "operator", "texts"),
    [
        ('$states.input.a = "x"', "comparison", "=", ("$states.input.a", '"x"')),
        ("($a >= 3)", "comparison", ">=", ("$a", "3")),
        ("$a = 1 and $b = 2 and $c", "and", "and", ("$a = 1", "$b = 2", "$c")),
        ("$a and $b or ($c or $d)", "or", "or", ("$a and $b", "($c or $d)")),
        ("$not($a = 1)", "not", "$not", ("$a = 1",)),
        ("$exists($states.input.x)", "exists", "$exists", ("$states.input.x",)),
        ('$a in ["x", "y"]', "comparison", "in", ("$a", '["x", "y"]')),
        ("-$a < -1", "comparison", "<", ("-$a", "-1")),
        ("$count($a[b = 1 or c = 2]) > 0", "comparison", ">", ("$count($a[b = 1 or c = 2])", "0")),
        ("$a = 1 = $b", "comparison", "=", ("$a = 1", "$b")),
        ("$a ~> $f = 1", "comparison", "=", ("$a ~> $f", "1")),
    ],
)
def test_a_condition_is_taken_apart(text: str, kind: str, operator: str, texts: tuple[str, ...]) -> None:
    assert split_condition(text) == (kind, operator, texts)


@pytest.mark.parametrize(
    "text",
    [
        "$a ? $b = 1 : $c",
        "$x := 1 = 1",
        "($x := 1; $x = 1)",
        "$states.input.flag",
        "$a = 1 ~> $not",
        "(function($x)<n:b>{ $x = 1 })(1)",
        "$not($a) ~> $f",
        '"not closed',
    ],
)
def test_what_cannot_be_taken_apart_is_one_value(text: str) -> None:
    assert split_condition(text) == ("value", "", (text,))


def test_a_path_into_the_input_is_told_from_all_else() -> None:
    assert input_keys("$states.input.order.items[0]") == ("order", "items", 0)
    assert input_keys('$states.input.`two words`."x"') == ("two words", "x")
    assert input_keys("$states.input") == ()
    for text in (
        "$states.input.a + 1",
        "$x.a",
        "$states.context.a",
        "$states.input.a[b = 1]",
        "$states.input[-1]",
        "(",
    ):
        assert input_keys(text) is None
