"""Write the widths of the fonts that page and pictures draw with.

``python -m webapp.graph.measure_fonts [node_modules]``: Inter is measured glyph by glyph, Noto Sans KR for the Korean
syllables and marks. The table in ``font_widths.json`` maps a weight to runs: first character, last character and a
width that all share, or a list of their widths; per 1000 em.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

TABLE: Final = Path(__file__).with_name("font_widths.json")
WEIGHTS: Final = (400, 500, 600)
_INTER_PARTS: Final = ("latin", "latin-ext", "greek", "cyrillic")
_KOREAN: Final = (range(0x1100, 0x1200), range(0x3000, 0x3040), range(0x3130, 0x3190), range(0xAC00, 0xD7A4))

Run = tuple[int, int, int | list[int]]


def measure(fonts: Path) -> dict[str, list[Run]]:
    """Return the table for the packages in ``fonts``, the folder ``@fontsource``."""
    return {str(weight): list(_runs(_widths(fonts, weight))) for weight in WEIGHTS}


def table_text(table: Mapping[str, list[Run]]) -> str:
    """Return the table as it is committed: one line for each run."""
    weights = []
    for weight, runs in table.items():
        lines = ",\n".join("  " + json.dumps(run, separators=(",", ":")) for run in runs)
        weights.append(f'"{weight}": [\n{lines}\n]')
    return "{\n" + ",\n".join(weights) + "\n}\n"


def _widths(fonts: Path, weight: int) -> dict[int, int]:
    widths: dict[int, int] = {}
    for file in sorted((fonts / "noto-sans-kr" / "files").glob(f"noto-sans-kr-*-{weight}-normal.woff2")):
        measured = _font_widths(file)
        widths |= {code: measured[code] for span in _KOREAN for code in span if code in measured}
    for part in _INTER_PARTS:
        widths |= _font_widths(fonts / "inter" / "files" / f"inter-{part}-{weight}-normal.woff2")
    return {code: width for code, width in widths.items() if code >= 0x20}


def _font_widths(file: Path) -> dict[int, int]:
    with TTFont(file) as font:
        scale = 1000 / font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return {code: round(advances[glyph][0] * scale) for code, glyph in font.getBestCmap().items()}


def _runs(widths: Mapping[int, int]) -> Iterator[Run]:
    for span in _spans(sorted(widths)):
        values = [widths[code] for code in span]
        if len(set(values)) == 1:
            yield span[0], span[-1], values[0]
        else:
            yield span[0], span[-1], values


def _spans(codes: Iterable[int]) -> Iterator[list[int]]:
    span: list[int] = []
    for code in codes:
        if span and code != span[-1] + 1:
            yield span
            span = []
        span.append(code)
    if span:
        yield span


if __name__ == "__main__":
    node_modules = Path(sys.argv[1] if len(sys.argv) > 1 else "node_modules")
    TABLE.write_text(table_text(measure(node_modules / "@fontsource")), encoding="utf-8")
