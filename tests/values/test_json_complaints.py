"""What AWS's reader of JSON says of texts that are none."""

import pytest

from webapp.values import NoJson, read_json

VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "No content to map due to end-of-input"),
        ("{", "Unexpected end-of-input"),
        ('"text', "Unexpected end-of-input: was expecting closing quote for a string value"),
        ("{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"),
        ('{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value"),
        ("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate entries"),
        ("text", f"Unrecognized token 'text': was expecting {VALUE}"),
        ("[?]", f"Unexpected character ('?' (code 63)): expected a valid value {VALUE}"),
    ],
)
def test_what_is_no_json_is_refused_in_aws_s_words(text: str, complaint: str) -> None:
    with pytest.raises(NoJson) as refused:
        read_json(text)
    assert str(refused.value) == complaint


def test_json_is_read() -> None:
    assert read_json(' {"a": [1, null]} ') == {"a": [1, None]}
