"""Files named on the command line."""

from pathlib import Path

import pytest

from webapp.cli.sources import Refused, parse_values, read_source


def test_a_text_comes_with_the_name_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mit Leerzeichen und ü.asl.json"
    file.write_text("ü", encoding="utf-8")
    assert read_source(str(file)) == ("ü", file.name)


def test_a_text_in_another_encoding_is_refused_with_the_place(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes("ab ü".encode("latin-1"))
    with pytest.raises(Refused, match=r"no UTF-8 text \(byte 3\)"):
        read_source(str(file))


def test_values_may_hold_an_equals_sign_or_be_empty() -> None:
    assert parse_values(["a=b=c", "d="]) == {"a": "b=c", "d": ""}


@pytest.mark.parametrize("pair", ["a", "=b", ""])
def test_a_value_without_a_name_is_refused(pair: str) -> None:
    with pytest.raises(Refused, match="expected NAME=VALUE"):
        parse_values([pair])
