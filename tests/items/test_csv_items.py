from typing import Any

import pytest

from webapp.items import ItemsFailed
from webapp.items.csv_items import read_csv


def rows(text: str, **config: Any) -> list[Any]:
    return list(read_csv(text.encode(), config))


def test_the_first_row_names_the_columns() -> None:
    assert rows("a,b\n1,2\n3,4\n") == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


def test_headers_may_be_given_and_then_the_first_row_is_an_item() -> None:
    assert rows("1,2\n", CSVHeaderLocation="GIVEN", CSVHeaders=["a", "b"]) == [{"a": "1", "b": "2"}]


def test_every_cell_is_text() -> None:
    assert rows("a,b,c\ntrue,1,null\n") == [{"a": "true", "b": "1", "c": "null"}]


def test_headers_are_text_too_whatever_they_look_like() -> None:
    assert rows("0,True,{}\n1,2,3\n") == [{"0": "1", "True": "2", "{}": "3"}]


def test_missing_cells_are_empty_and_cells_without_a_header_dropped() -> None:
    assert rows("a,b\n1\n1,2,3\n") == [{"a": "1", "b": ""}, {"a": "1", "b": "2"}]


def test_a_blank_cell_is_a_row_and_an_empty_line_none() -> None:
    assert rows("a,b\n\n  \n") == [{"a": "  ", "b": ""}]


def test_quotes_hold_delimiters_quotes_and_line_ends() -> None:
    assert rows('a,b\r\n"1,""2""","x\ny"\r\n') == [{"a": '1,"2"', "b": "x\ny"}]


def test_a_byte_order_mark_is_no_part_of_a_header() -> None:
    assert rows("\ufeffa\n1\n") == [{"a": "1"}]


@pytest.mark.parametrize(
    ("name", "character"), [("COMMA", ","), ("PIPE", "|"), ("SEMICOLON", ";"), ("SPACE", " "), ("TAB", "\t")]
)
def test_cells_are_parted_by_the_delimiter(name: str, character: str) -> None:
    assert rows(f"a{character}b\n1{character}2\n", CSVDelimiter=name) == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("text", "config", "cause"),
    [
        ("a,a\n1,2\n", {}, "CSV headers cannot contain duplicates."),
        (
            "1,2\n",
            {"CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a", "a"]},
            "CSV headers cannot contain duplicates.",
        ),
        ("1\n", {"CSVHeaderLocation": "GIVEN"}, "CSVHeaders are required where CSVHeaderLocation is GIVEN."),
        ("1\n", {"CSVHeaderLocation": "LAST"}, 'CSVHeaderLocation "LAST" is none of [FIRST_ROW, GIVEN].'),
        ("1\n", {"CSVDelimiter": ","}, 'CSVDelimiter "," is none of [COMMA, PIPE, SEMICOLON, SPACE, TAB].'),
        ("", {}, "The CSV file is empty: there are no headers in its first row."),
        ("a,b\n", {}, "The file contains only CSV headers."),
        ("a" * 10_241 + "\n1\n", {}, "CSV headers cannot be larger than 10 KiB."),
    ],
)
def test_what_cannot_be_read_says_why(text: str, config: dict[str, Any], cause: str) -> None:
    with pytest.raises(ItemsFailed) as failed:
        rows(text, **config)
    assert str(failed.value) == cause


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(ItemsFailed, match="no text in UTF-8"):
        list(read_csv(b"a\n\xff\n", {}))
