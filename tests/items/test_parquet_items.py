import builtins
import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from webapp.items import ItemsFailed
from webapp.items.parquet_items import read_parquet


def parquet(**columns: list[Any]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    body = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), body)
    return body.getvalue()


def test_each_row_is_an_item() -> None:
    assert list(read_parquet(parquet(n=[1, 2], name=["a", None]))) == [{"n": 1, "name": "a"}, {"n": 2, "name": None}]


def test_what_json_has_no_word_for_becomes_text_or_a_number() -> None:
    body = parquet(
        at=[datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)],
        price=[Decimal("1.50")],
        raw=[b"\x00\x01"],
        nested=[{"list": [1.5, float("nan")]}],
    )
    (row,) = read_parquet(body)
    assert row == {
        "at": "2026-01-02T03:04:05+00:00",
        "price": 1.5,
        "raw": "AAE=",
        "nested": {"list": [1.5, "nan"]},
    }


def test_what_is_no_parquet_says_so() -> None:
    with pytest.raises(ItemsFailed, match="The file is no Parquet"):
        list(read_parquet(b"a,b\n1,2\n"))


def test_without_pyarrow_the_cause_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ItemsFailed, match=r"pip install 'statewalk\[parquet\]'"):
        list(read_parquet(b""))
