from pathlib import Path

import pytest

from webapp.graph.measure_fonts import TABLE, measure, table_text

FONTS = Path(__file__).parents[2] / "node_modules" / "@fontsource"


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not installed")
def test_the_table_is_that_of_the_installed_fonts() -> None:
    assert TABLE.read_text(encoding="utf-8") == table_text(measure(FONTS)), "run python -m webapp.graph.measure_fonts"
