"""The coverage of ``statewalk test``: a table for people, lcov and Cobertura files for programs."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp.debugger import GROUPS, Count, Coverage, Point
from webapp.suites import PlacedPoint, title_of
from webapp.version import VERSION


@dataclass(frozen=True, slots=True)
class Covered:
    """The coverage of one machine of a file, and where its points stand."""

    file: str
    machine: str
    coverage: Coverage
    places: Sequence[PlacedPoint]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: how often it was come by, and how often each of the ways that part on it."""

    number: int
    hits: int
    branches: tuple[int, ...]


def total_of(machines: Sequence[Covered]) -> Count:
    """Return the count of all points."""
    totals = [machine.coverage.total for machine in machines]
    return Count(sum(total.covered for total in totals), sum(total.points for total in totals))


def as_table(machines: Sequence[Covered]) -> str:
    """Return a row for each machine, with what is not covered below it."""
    groups = [name for name in GROUPS if any(name in machine.coverage.by_group() for machine in machines)]
    rows = [["", *groups, "total"]]
    for machine in machines:
        counts = machine.coverage.by_group()
        rows.append([_title(machine, machines), *(_cell(counts.get(name)) for name in groups), _total(machine)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for place, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
        lines += _gaps(machines[place - 1]) if place else []
    total = total_of(machines)
    return "\n".join([*lines, f"{total.covered} of {total.points} points covered: {total.percent:.0f} %"])


def as_lcov(machines: Sequence[Covered]) -> str:
    """Return an lcov tracefile: a record for each file."""
    records = []
    for file, lines in _by_file(machines).items():
        ways = [(line.number, place, hits) for line in lines for place, hits in enumerate(line.branches)]
        records += [
            "TN:statewalk",
            f"SF:{file}",
            *(f"DA:{line.number},{line.hits}" for line in lines),
            f"LF:{len(lines)}",
            f"LH:{sum(1 for line in lines if line.hits)}",
            *(f"BRDA:{number},0,{place},{hits}" for number, place, hits in ways),
            f"BRF:{len(ways)}",
            f"BRH:{sum(1 for way in ways if way[2])}",
            "end_of_record",
        ]
    return "\n".join(records) + "\n"


def as_cobertura(machines: Sequence[Covered], timestamp_ms: int) -> str:
    """Return a Cobertura report: a class for each file."""
    files = _by_file(machines)
    root = ET.Element("coverage", _rates([line for lines in files.values() for line in lines]))
    root.attrib |= {"version": f"statewalk {VERSION}", "timestamp": str(timestamp_ms), "complexity": "0"}
    ET.SubElement(ET.SubElement(root, "sources"), "source").text = "."
    packages = ET.SubElement(root, "packages")
    package = ET.SubElement(packages, "package", {"name": "statewalk", "complexity": "0"})
    package.attrib |= {name: root.attrib[name] for name in ("line-rate", "branch-rate")}
    classes = ET.SubElement(package, "classes")
    for file, lines in files.items():
        rates = {name: rate for name, rate in _rates(lines).items() if name.endswith("-rate")}
        each = ET.SubElement(classes, "class", {"name": file, "filename": file, "complexity": "0", **rates})
        ET.SubElement(each, "methods")
        inside = ET.SubElement(each, "lines")
        for line in lines:
            ET.SubElement(inside, "line", _attributes(line))
    ET.indent(root)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">\n'
    )
    return head + ET.tostring(root, encoding="unicode") + "\n"


def _by_file(machines: Sequence[Covered]) -> dict[str, list[_Line]]:
    """Return the lines of each file that hold points, in order."""
    found: dict[str, dict[int, list[tuple[Point, int]]]] = defaultdict(lambda: defaultdict(list))
    for machine in machines:
        for place in machine.places:
            hits = machine.coverage.hits.get(place.point, 0)
            found[machine.file][place.line].append((place.point, hits))
    return {file: [_line(number, lines[number]) for number in sorted(lines)] for file, lines in found.items()}


def _line(number: int, points: Sequence[tuple[Point, int]]) -> _Line:
    """A rule is a line with two ways, and so is a retrier; a Map is come by with items and without."""
    hits = max(count for _, count in points)
    ways = tuple(count for point, count in points if point.kind in ("true", "false", "retried", "exhausted"))
    for point, count in points:
        if point.kind == "empty":
            entered = sum(other for at, other in points if at == Point(point.path, "state"))
            ways += (max(entered - count, 0), count)
    return _Line(number, hits, ways if len(ways) > 1 else ())


def _rates(lines: Sequence[_Line]) -> dict[str, str]:
    ways = [hits for line in lines for hits in line.branches]
    covered, taken = sum(1 for line in lines if line.hits), sum(1 for hits in ways if hits)
    return {
        "lines-valid": str(len(lines)),
        "lines-covered": str(covered),
        "line-rate": f"{covered / len(lines) if lines else 1:.4f}",
        "branches-valid": str(len(ways)),
        "branches-covered": str(taken),
        "branch-rate": f"{taken / len(ways) if ways else 1:.4f}",
    }


def _attributes(line: _Line) -> dict[str, str]:
    attributes = {"number": str(line.number), "hits": str(line.hits), "branch": "false"}
    if line.branches:
        taken, ways = sum(1 for hits in line.branches if hits), len(line.branches)
        attributes |= {"branch": "true", "condition-coverage": f"{100 * taken // ways}% ({taken}/{ways})"}
    return attributes


def _title(machine: Covered, machines: Sequence[Covered]) -> str:
    is_alone = sum(1 for other in machines if other.file == machine.file) == 1
    return machine.file if is_alone else f"{machine.file}#{machine.machine}"


def _cell(count: Count | None) -> str:
    return "-" if count is None else f"{count.covered}/{count.points}"


def _total(machine: Covered) -> str:
    return f"{machine.coverage.total.percent:.0f} %"


def _gaps(machine: Covered) -> Iterator[str]:
    gaps = set(machine.coverage.gaps)
    for place in machine.places:
        if place.point in gaps:
            yield f"    line {place.line}: {title_of(place.point)}"
