"""Write the field table for the page's forms, ``static/src/protocol/fields.ts`` (``make protocol``)."""

import json
import sys
from typing import Any, Final, TextIO

from webapp.asl import FIELDS, Field, Shape

_OWNERS: Final = (
    "Task",
    "Choice",
    "Parallel",
    "Map",
    "Wait",
    "Pass",
    "Succeed",
    "Fail",
    "Retrier",
    "Catcher",
    "Rule",
    "Machine",
    "ProcessorConfig",
)
_HEADER: Final = """// Made from webapp/asl/fields.py by `make protocol`. Do not edit.

export type Shape = {shapes};

/** `language` is null where both query languages have the field; `expression`: a `{{% … %}}` may stand there. */
export interface Field {{
  readonly name: string;
  readonly owners: readonly string[];
  readonly shape: Shape;
  readonly about: string;
  readonly language: string | null;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly expression: boolean;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly words: readonly string[];
  readonly rivals: readonly string[];
}}

export const FIELDS: readonly Field[] = [
"""


def write_typescript(out: TextIO) -> None:
    """Write the fields of states, retriers, catchers and rules as one constant."""
    shapes = " | ".join(json.dumps(str(shape)) for shape in Shape)
    out.write(_HEADER.format(shapes=shapes))
    for field in FIELDS:
        owners = [owner for owner in field.owners if owner in _OWNERS]
        if owners:
            out.write(f"  {json.dumps(_row(field, owners), ensure_ascii=False)},\n")
    out.write("];\n")


def _row(field: Field, owners: list[str]) -> dict[str, Any]:
    return {
        "name": field.name,
        "owners": owners,
        "shape": str(field.shape),
        "about": field.about,
        "language": None if field.language is None else str(field.language),
        "required": field.required,
        "nullable": field.nullable,
        "expression": field.expression,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "words": list(field.words),
        "rivals": list(field.rivals),
    }


if __name__ == "__main__":
    write_typescript(sys.stdout)
