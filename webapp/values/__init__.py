"""JSON values, pointers, state paths, changes of texts, chance, the clock: what every other package is written in.

Nothing here knows the States Language, and nothing here does input or output.
"""

from webapp.values.clock import Clock
from webapp.values.entropy import Entropy
from webapp.values.json import ABSENT, MAX_DEPTH, Absent, Json, JsonTextError, is_deeper, json_text, parse_json
from webapp.values.json_complaints import NoJson, read_json
from webapp.values.pointer import join_pointer, split_pointer
from webapp.values.sizes import Sizes, json_bytes
from webapp.values.state_path import END, START, child_path, parent_path, split_state_path, state_name
from webapp.values.text_changes import ChangesRefused, TextChanges, apply_changes, difference, units_of

__all__ = [
    "ABSENT",
    "END",
    "MAX_DEPTH",
    "START",
    "Absent",
    "ChangesRefused",
    "Clock",
    "Entropy",
    "Json",
    "JsonTextError",
    "NoJson",
    "Sizes",
    "TextChanges",
    "apply_changes",
    "child_path",
    "difference",
    "is_deeper",
    "join_pointer",
    "json_bytes",
    "json_text",
    "parent_path",
    "parse_json",
    "read_json",
    "split_pointer",
    "split_state_path",
    "state_name",
    "units_of",
]
