"""Write what the canvas must draw alike: ``python -m webapp.graph.typescript > static/src/canvas/geometry.ts``."""

import json
import sys
from typing import TextIO

from webapp.graph import geometry, icons

_HEADER = "// Made from webapp/graph/geometry.py and icons.py by `python -m webapp.graph.typescript`. Do not edit.\n"


def write_typescript(out: TextIO) -> None:
    """Write every measure as a constant, and the icons' paths by state type."""
    out.write(f"{_HEADER}\n")
    for module, names in ((geometry, vars(geometry)), (icons, ("ICON_GRID", "ICON_STROKE"))):
        for name in names:
            if name.isupper():
                out.write(f"export const {name} = {getattr(module, name)};\n")
    out.write("\n/** The icon of each state type: lines on a grid of ICON_GRID, round ends, no fill. */\n")
    out.write("export const ICONS: Readonly<Record<string, string>> = {\n")
    for state_type, path in icons.ICONS.items():
        out.write(f"  {state_type}: {json.dumps(path)},\n")
    out.write("};\n\n/** The icon of a type that is none of the eight. */\n")
    out.write(f"export const UNKNOWN_ICON = {json.dumps(icons.UNKNOWN_ICON)};\n")


if __name__ == "__main__":
    write_typescript(sys.stdout)
