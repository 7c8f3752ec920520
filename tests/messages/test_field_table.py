import io
from pathlib import Path

from webapp.messages.field_table import write_typescript

FIELDS_TS = Path(__file__).parents[2] / "static" / "src" / "protocol" / "fields.ts"


def test_the_forms_read_the_fields_that_the_checks_know() -> None:
    written = io.StringIO()
    write_typescript(written)
    assert FIELDS_TS.read_text(encoding="utf-8") == written.getvalue(), "stale: run make protocol"
