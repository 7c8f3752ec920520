"""The bundled examples: a definition each, with an input and mocks, so that it runs as it is opened."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from webapp.messages import protocol as m
from webapp.values import json_text

_LIBRARY: Final = files("webapp.documents") / "library"
_ORDER: Final = ("order", "choice", "word-count", "retry-and-catch", "polling")

FIRST: Final = _ORDER[0]


@dataclass(frozen=True, slots=True)
class Example:
    """An example: ``input`` is JSON text, ``mocks`` go by state path."""

    id: str
    title: str
    summary: str
    file_name: str
    text: str
    input: str
    mocks: dict[str, m.Mock]


@cache
def examples() -> tuple[Example, ...]:
    """Return all examples, the one that the page opens with first."""
    return tuple(_read(name) for name in _ORDER)


def find_example(name: str) -> Example:
    """Return the example ``name``; raise ``FileNotFoundError`` where there is none."""
    for example in examples():
        if example.id == name:
            return example
    raise FileNotFoundError(f"There is no example {name}; there are {', '.join(_ORDER)}.")


def _read(name: str) -> Example:
    folder = _LIBRARY / name
    about = json.loads((folder / "example.json").read_text(encoding="utf-8"))
    definition = next(file for file in folder.iterdir() if file.name.startswith("definition."))
    return Example(
        id=name,
        title=about["title"],
        summary=about["summary"],
        file_name=f"{name}.{definition.name.removeprefix('definition.')}",
        text=definition.read_text(encoding="utf-8"),
        input=json.dumps(about["input"], indent=2, ensure_ascii=False),
        mocks={path: _mock(mock) for path, mock in about["mocks"].items()},
    )


def _mock(mock: dict[str, str | None]) -> m.Mock:
    if "error" in mock:
        return m.Mock(error=mock["error"], cause=mock.get("cause"))
    return m.Mock(result=json_text(mock["result"]))
