"""A definition written as nobody should, and as somebody will: odd names, blanks, escapes, anchors, tags."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from tests.editing.plain_machines import Plain, machines, states_of
from tests.editing.ways_to_write import _dump, _Indented, _Plain
from webapp.asl.text import Format
from webapp.values import Entropy

NAMES = (
    "__proto__",
    "on",
    "1",
    "~",
    "null",
    "a/b~1",
    'say "hi"',
    "it's",
    "two\nlines",
    "x" * 80,
    " padded ",
    "# note",
    "- dash",
    "key: value",
    "{% $x %}",
    "Größe ✓ 🧭",
    "\u2028",
    "\x7f",
    "a\\b",
    "0x1F",
    "2001-01-01",
    "!tag",
    "&a",
    "*a",
    "?",
    "<<",
    "=",
    "#start",
    "constructor",
)
NUMBERS = (1e300, 10**30, -0.0, 1.0, 0.1, 3, -7, 2**53 + 1)


def oddly_named(definition: Plain, seed: int) -> Plain:
    """Return a definition with an odd name for every second state, and numbers that computers stumble over."""
    entropy = Entropy(seed)
    changed: Plain = json.loads(json.dumps(definition))
    taken: set[str] = set()
    for _, machine in list(machines(changed)):
        names = {}
        for name in states_of(machine):
            odd = NAMES[entropy.integer(0, len(NAMES) - 1)]
            names[name] = odd if entropy.integer(0, 1) and odd not in taken and odd not in states_of(machine) else name
            taken.add(names[name])
        machine["States"] = {names[name]: state for name, state in states_of(machine).items()}
        _rename(machine, names)
    for state in states_of(changed).values():
        if isinstance(state, dict) and state.get("Type") == "Pass" and "Result" not in state:
            state["Result"] = {"n": NUMBERS[entropy.integer(0, len(NUMBERS) - 1)], "": [[], {}, None]}
    return changed


def _rename(machine: Plain, names: dict[str, str]) -> None:
    if "StartAt" in machine:
        machine["StartAt"] = names.get(machine["StartAt"], machine["StartAt"])
    for state in states_of(machine).values():
        entries = [entry for key in ("Choices", "Catch") for entry in state.get(key) or []]
        for holder in (state, *entries):
            for key in ("Next", "Default"):
                if isinstance(holder, dict) and isinstance(holder.get(key), str):
                    holder[key] = names.get(holder[key], holder[key])


def odd_ways(definition: Plain, seed: int) -> Iterator[tuple[str, Format, str]]:
    """Yield a name, the format and the text of each odd way to write ``definition``."""
    entropy = Entropy(seed)
    pretty = json.dumps(definition, indent=2, ensure_ascii=False)
    yield "JSON with odd indentation", "json", _oddly_indented(pretty, entropy)
    yield "JSON behind a BOM", "json", "\ufeff" + pretty.replace("\n", "\r\n")
    yield "JSON in escapes", "json", _escaped(json.dumps(definition, indent=1), entropy)
    yield "JSON with keys twice", "json", _doubled(pretty, entropy)
    yield "JSON with comments everywhere", "json", _commented(pretty, entropy)
    yield "JSON with Mac line ends", "json", pretty.replace("\n", "\r")
    yield "JSON with mixed line ends", "json", _mixed(pretty, entropy)
    yield "JSON with wide colons", "json", json.dumps(definition, indent=3, separators=(" ,", " :  "))
    yield "JSON with much between", "json", _spread(pretty, entropy)
    block = _dump(definition, _Indented, indent=2)
    yield "YAML behind a BOM and a mark", "yaml", "\ufeff---\n" + block
    yield "YAML with directives", "yaml", "%YAML 1.2\n---   # it\n" + block + "...\n"
    yield "YAML by 1", "yaml", _dump(definition, _Plain, indent=1)
    yield "YAML with odd comments", "yaml", _odd_comments(block, entropy)
    yield "YAML with trailing blanks", "yaml", _blanks(block, entropy)
    yield "YAML in single quotes", "yaml", _dump(definition, _Indented, indent=2, default_style="'")
    yield "YAML with tags", "yaml", _tagged(block, entropy)
    yield "YAML with questions", "yaml", _questions(definition)
    yield "YAML with anchors", "yaml", _shared(definition)
    yield "YAML with merges", "yaml", _merged(definition)
    yield "YAML with mixed line ends", "yaml", _mixed(block, entropy)
    yield "YAML with narrow lines", "yaml", yaml.dump(definition, Dumper=_Plain, sort_keys=False, width=20)
    yield "YAML with flow states", "yaml", _flow_states(definition, spread=False)
    yield "YAML with spread flow states", "yaml", _flow_states(definition, spread=True)
    yield "YAML with keys twice", "yaml", _doubled_yaml(block, entropy)


def _lines(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(map(change, text.split("\n")))


def _oddly_indented(text: str, entropy: Entropy) -> str:
    blanks = ("", " ", "   ", "\t", "\t  ", "          ")

    def change(line: str) -> str:
        bare = line.lstrip()
        odd = entropy.integer(0, 3) == 0
        behind = "  " if entropy.integer(0, 7) == 0 else ""
        return (blanks[entropy.integer(0, 5)] + bare if odd else line) + behind

    return _lines(text, change)


def _escaped(text: str, entropy: Entropy) -> str:
    def change(found: re.Match[str]) -> str:
        return f"\\u{ord(found[0]):04X}" if entropy.integer(0, 5) == 0 else found[0]

    return re.sub(r"(?<![\\\w])[A-Za-z](?=[^\n]*\")", change, text)


def _doubled(text: str, entropy: Entropy) -> str:
    def change(line: str) -> str:
        found = re.fullmatch(r"( *)(\"[^\"\\]+\"): (\"[^\"\\]*\"|true|[0-9]+)(,?)", line)
        if found is None or entropy.integer(0, 5):
            return line
        return f"{found[1]}{found[2]}: {found[3]},\n{line}"

    return _lines(text, change)


def _doubled_yaml(text: str, entropy: Entropy) -> str:
    def change(line: str) -> str:
        found = re.fullmatch(r"( *)(Type|Comment|End): (\w+)", line)
        return f"{line}\n{line}" if found is not None and entropy.integer(0, 5) == 0 else line

    return _lines(text, change)


def _commented(text: str, entropy: Entropy) -> str:
    def change(line: str) -> str:
        match entropy.integer(0, 9):
            case 0:
                return f"/* a */ {line}"
            case 1:
                return f"{line} /* b */ /* c\n d */"
            case 2:
                return f"  // e: {{\n{line}   // f,"
            case 3 if line.endswith(","):
                return f"{line[:-1]} /* g */ , // h"
            case 4 if ": " in line and line.endswith(","):
                return line.replace(": ", " /* i */ : /* j */ ", 1)
            case _:
                return line

    return _lines(text, change)


def _mixed(text: str, entropy: Entropy) -> str:
    return "".join(line + ("\r\n" if entropy.integer(0, 2) else "\n") for line in text.split("\n"))


def _spread(text: str, entropy: Entropy) -> str:
    return _lines(text, lambda line: line.replace(": ", "\n:\n  ", 1) if entropy.integer(0, 9) == 0 else line)


def _odd_comments(text: str, entropy: Entropy) -> str:
    def change(line: str) -> str:
        column = " " * entropy.integer(0, 12)
        match entropy.integer(0, 9):
            case 0:
                return f"{column}# at {len(column)}\n{line}"
            case 1:
                return f"\n{column}# a\n\n# b\n{line}"
            case 2 if re.search(r": \w+$", line):
                return f"{line} # behind"
            case 3 if line.endswith(":"):
                return f"{line}   # behind: all"
            case _:
                return line

    return _outside_scalars(text, change)


def _blanks(text: str, entropy: Entropy) -> str:
    def change(line: str) -> str:
        return (
            line + ("", "", " ", "   ", "\t")[entropy.integer(0, 4)] if line.endswith((":", "Pass", "true")) else line
        )

    return _outside_scalars(text, change)


def _outside_scalars(text: str, change: Callable[[str], str]) -> str:
    """Change the lines that are in no text of several lines."""
    lines: list[str] = []
    inside = -1
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        lines.append(line if inside >= 0 or line.count('"') == 1 or line.count("'") == 1 else change(line))
        if re.search(r"[|>][-+0-9]*$", line) and inside < 0:
            inside = indent
    return "\n".join(lines)


def _tagged(text: str, entropy: Entropy) -> str:
    def change(line: str) -> str:
        if entropy.integer(0, 5):
            return line
        return re.sub(r": ([A-Z]\w+)$", r": !!str \1", re.sub(r"^( *)(\w+):$", r"\1\2: !!map", line))

    return _lines(text, change)


def _questions(definition: Plain) -> str:
    states = states_of(definition)
    text = _dump({key: value for key, value in definition.items() if key != "States"}, _Plain, indent=2)
    for_states = "".join(
        f"  ? {json.dumps(name)}\n  :\n" + _indented(_dump(state, _Plain, indent=2), 4)
        for name, state in states.items()
    )
    return text + "States:\n" + for_states


def _shared(definition: Plain) -> str:
    seen: dict[str, Any] = {}

    def share(value: Any) -> Any:
        if isinstance(value, dict):
            value = {key: share(item) for key, item in value.items()}
        elif isinstance(value, list):
            value = [share(item) for item in value]
        else:
            return value
        return seen.setdefault(json.dumps(value), value) if value else value

    return _dump(share(definition), _Indented, indent=2)


def _merged(definition: Plain) -> str:
    text = _dump({key: value for key, value in definition.items() if key != "States"}, _Plain, indent=2)
    parts = ["x-all: &all\n  Comment: for all\n", text, "States:\n"]
    for name, state in states_of(definition).items():
        key = _dump({name: 0}, _Plain, indent=2).rsplit(":", 1)[0].rstrip()
        body = _indented(_dump(state, _Plain, indent=2), 4)
        parts.append(f"  {key}:\n    <<: *all\n{body}" if "\n" not in key and not key.startswith("?") else "")
    return "".join(parts)


def _flow_states(definition: Plain, *, spread: bool) -> str:
    text = _dump({key: value for key, value in definition.items() if key != "States"}, _Plain, indent=2)
    states = [
        f"  {json.dumps(name)}: "
        + json.dumps(state, indent=2 if spread else None).replace("\n", "\n    ")
        + ("   # " + "flow" if not spread else "")
        for name, state in states_of(definition).items()
    ]
    return text + "States:\n" + "\n".join(states)


def _indented(text: str, by: int) -> str:
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))
