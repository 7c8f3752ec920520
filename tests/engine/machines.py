"""Machines for tests, from JSON values."""

import json
from typing import Any

from webapp.asl import parse_text
from webapp.asl.model import Machine


def machine_of(definition: dict[str, Any] | str) -> Machine:
    text = definition if isinstance(definition, str) else json.dumps(definition)
    machine = parse_text(text).machine
    assert machine is not None, "the definition cannot be read"
    return machine
