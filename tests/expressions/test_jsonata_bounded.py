"""Which expressions provably cannot run away. A wrong yes would be a crash; a wrong no costs 50 µs."""

import pytest

from webapp.expressions.jsonata_bounded import is_bounded
from webapp.expressions.jsonata_syntax import read_jsonata


def proven(text: str) -> bool:
    return is_bounded(text, read_jsonata(text).tokens)


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "$states.input.n + 1",
        "$states.input.a.b[0].`c d` > $limit and $not($done)",
        '{"id": $states.input.id, "names": [$a, $b.name], "sum": $sum($states.input.items.price)}',
        '"Hello " & $states.input.name & "!"',
        '$x ? "a" : $y ? "b" : null',
        '"x" & ($x ? "a" : "b")',
        "$states.input.items[price > $limit].name",
        "$states.input.items.(price * quantity * $rate)",
        '$states.input.items.{"id": id, "total": price * 2}',
        "$states.input.items.$uppercase(name)",
        "$count($states.input.items[id = 'a']) = 0",
        "-$x",
        "$x[]",
        "'a' in $list",
        "$now() & $uuid()",
        "$parse($states.input.Body).detail.id",
        "$range(1, 10, 1)",
        "$string($states.input)",
        "[1, 2, 3]",
    ],
)
def test_everyday_expressions_are_proven(text: str) -> None:
    assert proven(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("($f := function(){$f()}; $f())", "recursion"),
        ("$map($x, function($v){$v})", "a function that is handed over"),
        ("$map($x, $y)", "a function that calls others"),
        ("[1..1e7]", "a range"),
        ("$x.**", "descent"),
        ("$x.*", "a wildcard"),
        ("$x.%", "a parent"),
        ("$x^(a)", "sorting"),
        ("$x{a: $sum(b)}", "grouping"),
        ("$x@$y.$z", "a join"),
        ("$pad('x', 2e9)", "padding"),
        ("$replace($x, 'a', $y)", "replacing"),
        ("$match($x, /(a+)+$/)", "a regular expression"),
        ("$contains($x, /a/)", "a regular expression"),
        ("$x ~> |a|{}|", "a transformation"),
        ("$x ~> $string", "what is applied"),
        ("($a := $x & $x; $b := $a & $a; $b)", "what is bound may double"),
        ("$x.($y.a)", "one array times another"),
        ("$x.{'all': $y}", "an outer value for each item"),
        ("$x.(name & $y)", "an outer text for each item"),
        ("$x[id in $ids]", "one array times another"),
        ("$x[$y = $y]", "two large values compared for each item"),
        ("$x[id = $y.a]", "an outer path for each item"),
        ("$x.$sum($y)", "an outer value summed for each item"),
        ("$x.$range(1, 1000, 1)", "a range for each item"),
        ("[1, 2].[$, $].[$, $]", "what is constructed is gone through again"),
        ("$x.[$, $].[$, $]", "what is constructed is gone through again"),
        ("$x.(a).(b)", "what is constructed is gone through again"),
        ("$append($x, $x).{'a': 'b'}", "what is constructed is gone through again"),
        ("[[$x & ''] & ''] & ''", "quotes double"),
        ("$string([$string([$x])])", "quotes double"),
        ("$base64encode($base64encode($x))", "a text grows"),
        ("$append([$x & ''], $y) & ''", "quotes double"),
        ("$string($x, true)", "blanks for each level"),
        ("$join($x, $y)", "a large separator"),
        ("$distinct($x)", "each with each"),
        ("$keys($x)", "the library compares each key with each"),
        ("$x.'" + "a" * 300 + "'", "nothing, but a name may be long"),
        ("$x.{'a': '" + "a" * 300 + "'}", "a large text for each item"),
        ("[" + ", ".join(["$x"] * 40) + "]", "many leaves"),
        ("1" + " + 1" * 1000, "a long text"),
        ("$unknown(1)", "a function that is not known"),
        ("$x(1)", "a function that is not known"),
        ("f(1)", "a function that is not known"),
        ("$$", "the input"),
        ("$x ?? 1", "an operator that is newer"),
    ],
)
def test_what_is_not_proven(text: str, why: str) -> None:
    is_harmless = why.startswith("nothing")
    assert proven(text) is is_harmless, why
