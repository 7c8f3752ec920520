"""Coverage as a table, as lcov, as Cobertura."""

from xml.etree import ElementTree as ET

from webapp.cli.coverage_reports import Covered, as_cobertura, as_lcov, as_table, total_of
from webapp.debugger import Coverage, Point
from webapp.suites import PlacedPoint

STATE, TRUE, FALSE, DEFAULT = (Point("Check", kind) for kind in ("state", "true", "false", "default"))
EACH, EMPTY = Point("Each", "state"), Point("Each", "empty")
COVERED = Covered(
    "order.asl.json",
    "order",
    Coverage((STATE, TRUE, FALSE, DEFAULT, EACH, EMPTY), {STATE: 3, TRUE: 3, EACH: 2, EMPTY: 1}),
    [
        PlacedPoint(STATE, 4, "/States/Check"),
        PlacedPoint(TRUE, 6, "/States/Check/Choices/0"),
        PlacedPoint(FALSE, 6, "/States/Check/Choices/0"),
        PlacedPoint(DEFAULT, 7, "/States/Check/Default"),
        PlacedPoint(EACH, 9, "/States/Each"),
        PlacedPoint(EMPTY, 9, "/States/Each"),
    ],
)


def test_the_table_lists_what_is_not_covered() -> None:
    lines = as_table([COVERED]).splitlines()
    assert lines[0].split() == ["states", "transitions", "rules", "empty", "maps", "total"]
    assert lines[1].split() == ["order.asl.json", "2/2", "0/1", "1/2", "1/1", "67", "%"]
    assert lines[2:4] == ["    line 6: Check, rule 1: false", "    line 7: Check, Default"]
    assert lines[4] == "4 of 6 points covered: 67 %"


def test_lcov_counts_lines_and_the_ways_that_part_on_them() -> None:
    lines = as_lcov([COVERED]).splitlines()
    assert lines[:6] == ["TN:statewalk", "SF:order.asl.json", "DA:4,3", "DA:6,3", "DA:7,0", "DA:9,2"]
    assert "BRDA:6,0,0,3" in lines
    assert "BRDA:6,0,1,0" in lines
    assert lines[-5:] == ["BRDA:9,0,0,1", "BRDA:9,0,1,1", "BRF:4", "BRH:3", "end_of_record"]


def test_cobertura_has_rates_and_conditions() -> None:
    root = ET.fromstring(as_cobertura([COVERED], 1000))
    assert root.attrib["line-rate"] == "0.7500"
    rule = root.find(".//line[@number='6']")
    assert rule is not None
    assert rule.attrib["condition-coverage"] == "50% (1/2)"


def test_the_total_is_of_all_machines() -> None:
    assert total_of([COVERED, COVERED]) == (8, 12)
    assert "order.asl.json#order" in as_table([COVERED, COVERED])
