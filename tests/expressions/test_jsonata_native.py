"""JSONata by jsonatapy."""

import threading
from typing import Any

from webapp.expressions.jsonata_library import load_jsonata


def test_an_expression_is_evaluated_on_any_thread() -> None:
    loaded = load_jsonata("$sum($states.input.items)")
    found: list[Any] = []
    for items in ([1, 2], [3]):
        thread = threading.Thread(
            target=lambda given=items: found.append(loaded.evaluate({"states": {"input": {"items": given}}}, 0, 0))
        )
        thread.start()
        thread.join()
    found.append(loaded.evaluate({"states": {"input": {"items": [4]}}}, 0, 0))
    assert found == [3, 3, 4]
