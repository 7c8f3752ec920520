"""One definition in many ways of writing it, with comments and blank lines where there may be some."""

import json
from collections.abc import Iterator
from typing import Any

import yaml

from tests.editing.plain_machines import Plain
from webapp.asl.text import Format, read_text
from webapp.editing.style import line_start, own_members
from webapp.values import Entropy


class _Indented(yaml.SafeDumper):
    """Indents lists inside objects, as most people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class _Plain(yaml.SafeDumper):
    """Writes lists at the column of their key."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Indented.add_representer(str, _text)
_Plain.add_representer(str, _text)


def ways(definition: Plain, seed: int) -> Iterator[tuple[str, Format, str]]:
    """Yield a name, the format and the text of each way that reads as ``definition``."""
    for name, form, text in _written(definition):
        if _reads_as(text, form, definition):
            yield name, form, text
            commented = _with_comments(text, form, Entropy(seed))
            if _reads_as(commented, form, definition):
                yield f"{name} with comments", form, commented


def _written(definition: Plain) -> Iterator[tuple[str, Format, str]]:
    yield "JSON by 2", "json", json.dumps(definition, indent=2, ensure_ascii=False) + "\n"
    yield "JSON by tabs, CRLF", "json", json.dumps(definition, indent="\t").replace("\n", "\r\n")
    yield "JSON on one line", "json", json.dumps(definition, separators=(",", ":"))
    yield "YAML by 2", "yaml", _dump(definition, _Plain, indent=2)
    yield "YAML by 4, CRLF", "yaml", _dump(definition, _Indented, indent=4).replace("\n", "\r\n")
    yield "YAML with short flows", "yaml", _dump(definition, _Indented, indent=2, default_flow_style=None)
    yield "YAML in quotes", "yaml", _dump(definition, _Indented, indent=3, default_style='"').rstrip("\n")
    yield "YAML in flow style", "yaml", _dump(definition, _Plain, default_flow_style=True)
    yield "JSON as YAML", "yaml", json.dumps(definition, indent=4, ensure_ascii=False)
    host = {"service": "s", "machines": {"one": {"name": "x", "definition": definition, "tags": ["a"]}}, "more": 1}
    yield "YAML inside a host", "yaml", _dump(host, _Indented, indent=2)


POINTER = {
    "YAML inside a host": "/machines/one/definition",
    "YAML inside a host with comments": "/machines/one/definition",
}


def _dump(value: Any, dumper: type[yaml.SafeDumper], **options: Any) -> str:
    chosen: dict[str, Any] = {"default_flow_style": False, **options}
    text: str = yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=1_000_000, **chosen)
    return text


def _reads_as(text: str, form: Format, definition: Plain) -> bool:
    document = read_text(text, form)
    if not document.readable or document.root is None:
        return False
    at = "/machines/one/definition" if text.startswith(("service:", "# note")) and document.at("/machines") else ""
    node = document.at(at)
    return node is not None and node.value == definition


def _with_comments(text: str, form: Format, entropy: Entropy) -> str:
    """Return ``text`` with comment lines and blank lines above some elements, and comments behind some."""
    document = read_text(text, form)
    starts: set[int] = set()
    assert document.root is not None
    for node in document.root.walk():
        for first in (*(member.start for member in own_members(node)), *(item.start for item in node.items)):
            start = line_start(text, first)
            if not text[start:first].strip(" \t-"):
                starts.add(start)
    mark = "//" if form == "json" else "#"
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    end = len(text)
    for number, start in enumerate(sorted(starts, reverse=True)):
        indent = text[start : start + len(text[start:]) - len(text[start:].lstrip(" \t"))]
        chance = entropy.integer(0, 11)
        above = f"{indent}{mark} note {number}{newline}" if chance in (0, 1) else newline if chance == 2 else ""
        line_break = text.find(newline, start, end)
        line = text[start:line_break] if line_break >= 0 else ""
        tail = (
            f" {mark} tail {number}" if chance == 3 and line.rstrip().endswith((",", "true", "Pass", ":", "{")) else ""
        )
        cut = line_break if tail else end
        parts.append(above + text[start:cut] + (tail + text[cut:end] if tail else ""))
        end = start
    return text[:end] + "".join(reversed(parts))
