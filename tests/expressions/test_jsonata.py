"""Only a whole string in braces is JSONata."""

import pytest

from webapp.expressions.jsonata import is_jsonata


@pytest.mark.parametrize("text", ["{% $a %}", "{%%}", "{% a\nb %}"])
def test_an_expression(text: str) -> None:
    assert is_jsonata(text)


@pytest.mark.parametrize("text", ["", "{%}", " {% a %}", "{% a %} ", "{% a", "a %}", "x"])
def test_literal_text(text: str) -> None:
    assert not is_jsonata(text)
