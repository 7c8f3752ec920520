"""Score the layout on the corpus, both ways and against Graphviz where ``dot`` is there: ``python -m bench layout``.

The corpus stands beside the project, and is looked for in ``../shared/corpus``. The 40 definitions with the most states
are laid out, and each again with a state inserted on some of its edges. Both engines place the same boxes and labels,
machine by machine from the inside out, so that a container is a box of known size in the machine that holds it; only
the placing of one machine differs. dot's time is that of its processes, one for each machine with more than one state.
"""

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

import networkx as nx

from tests.graph.score import Score, flips, insert_on, score
from webapp.asl import parse_text
from webapp.graph import Direction, Layout, Point, build, layout
from webapp.graph.layered import LevelEdge, LevelNode
from webapp.graph.level import Level, lay_out_level
from webapp.values import Entropy

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
LARGEST = 40
INSERTIONS = 12
SEED = 20
RUNS = 5
DIRECTIONS: dict[Direction, str] = {"down": "top down", "right": "left to right"}

Engine = Callable[[Sequence[LevelNode], Sequence[LevelEdge], int | None], Level]


@dataclass(slots=True)
class Result:
    """What an engine did on all definitions."""

    score: Score = field(default_factory=Score)
    milliseconds: list[float] = field(default_factory=list)
    flipped: int = 0
    pairs: int = 0


def main() -> None:
    """Print the table."""
    if not CORPUS.is_dir():
        sys.exit(f"no corpus at {CORPUS}")
    graphs = list(_graphs())
    largest = sorted(graphs, key=lambda graph: -len(graph))[:LARGEST]
    engines: dict[str, Engine] = {"ours": lay_out_level}
    if shutil.which("dot"):
        engines["Graphviz dot"] = lay_out_by_dot
    sizes = [len(graph) for graph in largest]
    print(f"the {len(largest)} largest of {len(graphs)} definitions: {min(sizes)} to {max(sizes)} nodes")
    print("| engine | median ms | max ms | " + " | ".join(_titles()) + " | flips |")
    print("|" + "---|" * (len(_titles()) + 4))
    for direction, words in DIRECTIONS.items():
        for name, engine in engines.items():
            runs = RUNS if name == "ours" else 1
            print(_row(f"{name}, {words}", _measure(engine, largest, direction, runs=runs)))
    for direction, words in DIRECTIONS.items():
        found = _measure(lay_out_level, graphs, direction, runs=1, insertions=0)
        print(_row(f"ours, {words}, all definitions", found))


def _graphs() -> Iterator["nx.MultiDiGraph[str]"]:
    for entry in json.loads((CORPUS / "index.json").read_text())["definitions"]:
        machine = parse_text((CORPUS / entry["file"]).read_text()).machine
        if machine is not None:
            yield build(machine)


def _measure(
    engine: Engine,
    graphs: Sequence["nx.MultiDiGraph[str]"],
    direction: Direction,
    *,
    runs: int,
    insertions: int = INSERTIONS,
) -> Result:
    result = Result()
    chance = Entropy(SEED)
    for graph in graphs:
        drawn = _draw(engine, graph, direction)
        result.milliseconds.append(min(_milliseconds(engine, graph, direction) for _ in range(runs)))
        result.score += score(drawn)
        edges = sorted(graph.edges(keys=True), key=lambda _: chance.uniform())
        for edge in edges[:insertions]:
            flipped, pairs = flips(drawn, _draw(engine, insert_on(graph, edge), direction))
            result.flipped += flipped
            result.pairs += pairs
    return result


def _draw(engine: Engine, graph: "nx.MultiDiGraph[str]", direction: Direction) -> Layout:
    return layout(graph, direction, engine)


def _milliseconds(engine: Engine, graph: "nx.MultiDiGraph[str]", direction: Direction) -> float:
    start = time.perf_counter()
    _draw(engine, graph, direction)
    return (time.perf_counter() - start) * 1000


def _titles() -> list[str]:
    return [field.name.replace("_", " ") for field in fields(Score)]


def _row(name: str, result: Result) -> str:
    times = f"{statistics.median(result.milliseconds):.1f} | {max(result.milliseconds):.0f}"
    flipped = f"{100 * result.flipped / result.pairs:.2f} %" if result.pairs else "–"
    return f"| {name} | {times} | {' | '.join(map(str, astuple(result.score)))} | {flipped} |"


def lay_out_by_dot(nodes: Sequence[LevelNode], edges: Sequence[LevelEdge], entry: int | None) -> Level:
    """Return the picture of a machine as Graphviz draws it; its splines become polylines."""
    if not nodes:
        return Level()
    command = ["dot", "-Tjson"]
    answer = subprocess.run(command, input=_dot_text(nodes, edges), capture_output=True, text=True, check=True)
    drawn = json.loads(answer.stdout)
    _, _, width, height = map(float, drawn["bb"].split(","))
    level = Level(width, height)
    for thing in drawn["objects"]:
        number = int(thing["name"])
        x, y = _point(thing["pos"], height)
        level.corners[number] = (x - nodes[number].width / 2, y - nodes[number].height / 2)
    for line in drawn.get("edges", []):
        number = int(line["number"])
        level.points[number] = _polyline(line["pos"], height)
        if "lp" in line:
            (x, y), wide, high = _point(line["lp"], height), edges[number].label_width, edges[number].label_height
            level.label_boxes[number] = (x - wide / 2, y - high / 2, wide, high)
    return level


def _dot_text(nodes: Sequence[LevelNode], edges: Sequence[LevelEdge]) -> str:
    lines = ["digraph {", 'node [shape=box fixedsize=true label=""]', "nodesep=0.5", "ranksep=0.5"]
    lines += [f"{number} [width={node.width / 72} height={node.height / 72}]" for number, node in enumerate(nodes)]
    for number, edge in enumerate(edges):
        cell = f'<td fixedsize="true" width="{edge.label_width}" height="{edge.label_height}"></td>'
        label = f'label=<<table border="0" cellspacing="0" cellpadding="0"><tr>{cell}</tr></table>>'
        lines.append(f"{edge.source} -> {edge.target} [number={number} {label if edge.label_width else ''}]")
    return "\n".join([*lines, "}"])


def _point(text: str, height: float) -> Point:
    x, y = map(float, text.split(","))
    return x, height - y


def _polyline(text: str, height: float) -> list[Point]:
    """Return a spline of dot (``e,x,y`` for the arrow's tip, a start, triples of Bézier points) as a polyline."""
    tip: list[Point] = []
    if text.startswith("e,"):
        head, _, text = text.partition(" ")
        tip = [_point(head[2:], height)]
    knots = [_point(part, height) for part in text.split()]
    points = knots[:1]
    for first, second, third, last in zip(knots[0::3], knots[1::3], knots[2::3], knots[3::3], strict=False):
        for step in range(1, 9):
            t = step / 8
            parts = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            curve = (first, second, third, last)
            x, y = (sum(part * knot[axis] for part, knot in zip(parts, curve, strict=True)) for axis in (0, 1))
            points.append((x, y))
    return points + tip


if __name__ == "__main__":
    main()
