import io
from pathlib import Path

from webapp.graph.typescript import write_typescript

GEOMETRY = Path(__file__).parents[2] / "static" / "src" / "canvas" / "geometry.ts"


def test_the_measures_of_the_page_are_fresh() -> None:
    out = io.StringIO()
    write_typescript(out)
    assert GEOMETRY.read_text(encoding="utf-8") == out.getvalue(), "run python -m webapp.graph.typescript"
