import pytest

from webapp.engine.timestamps import format_timestamp


@pytest.mark.parametrize(
    ("time_ms", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1_767_268_800_120, "2026-01-01T12:00:00.12Z"),
        (1_767_268_800_007, "2026-01-01T12:00:00.007Z"),
    ],
)
def test_zeros_at_the_end_of_the_fraction_are_dropped(time_ms: int, text: str) -> None:
    assert format_timestamp(time_ms) == text
