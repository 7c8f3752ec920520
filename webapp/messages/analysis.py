"""Messages on an analysed text: its graph, its states, its problems."""

from typing import Any, Literal

from webapp.asl import Severity
from webapp.debugger import EdgeKind
from webapp.messages.message import Message, Request

Direction = Literal["down", "right"]


class Position(Message, frozen=True, kw_only=True):
    line: int
    column: int
    offset: int


class Problem(Message, frozen=True, kw_only=True):
    """Something wrong in the text. ``path`` is the state that it belongs to, where it belongs to one."""

    code: str
    message: str
    severity: Severity
    pointer: str
    start: Position
    end: Position
    section: str = ""
    fix: str | None = None
    path: str | None = None


class GraphNode(Message, frozen=True, kw_only=True):
    """A drawn state, or ``#start`` or ``#end``; ``x`` and ``y`` are the absolute top left corner, in px. ``lines`` is
    the name as drawn, in one or two lines, perhaps ending in ``…``; ``dividers`` are the x between a Parallel's
    branches. ``holds`` tells what is in a container that is drawn as one box."""

    id: str
    name: str
    type: str
    parent: str | None
    x: float
    y: float
    width: float
    height: float
    subtitle: str = ""
    lines: list[str] = []
    dividers: list[float] = []
    holds: str = ""


class GraphEdge(Message, frozen=True, kw_only=True):
    """A drawn transition. ``index`` is that of the Choice rule or catcher; ``k`` numbers the edges of one pair of
    nodes."""

    source: str
    target: str
    kind: EdgeKind
    label: str
    points: list[tuple[float, float]]
    label_box: tuple[float, float, float, float] | None = None
    index: int | None = None
    k: int = 0


class Graph(Message, frozen=True, kw_only=True):
    """A drawing. In one from left to right (``right``) ``dividers`` are y, not x."""

    width: float
    height: float
    nodes: list[GraphNode]
    edges: list[GraphEdge]
    direction: Direction = "down"


class HandlerBinding(Message, frozen=True, kw_only=True):
    """What would run a Task: the function as the file names it, its handler and the file on disk, if there is one."""

    function: str
    handler: str
    runtime: str
    file: str | None = None


class StateSummary(Message, frozen=True, kw_only=True):
    """One row of the outline. ``start`` and ``end`` delimit the whole ``"name": {…}``; ``name_start``/``name_end`` its
    key."""

    path: str
    name: str
    type: str
    container: str | None
    pointer: str
    start: int
    end: int
    name_start: int
    name_end: int
    is_start: bool
    fields: dict[str, Any]
    resource: str = ""
    handler: HandlerBinding | None = None


class Placeholder(Message, frozen=True, kw_only=True):
    """A ``${…}`` or ``#{…}`` in the file: ``value`` is what stands for it here, ``origin`` where that comes from."""

    name: str
    text: str
    value: str | None
    origin: Literal["file", "given", "default", "unknown"]


class MachineChoice(Message, frozen=True, kw_only=True):
    """A state machine found in the text, at the JSON pointer ``pointer`` (``""`` is the whole text)."""

    name: str
    pointer: str


class AnalyseRequest(Request, frozen=True, kw_only=True):
    """``machine`` picks one of several machines by pointer; ``format`` ``null`` goes by file name, then by content.

    The graph is drawn in ``direction``, each container in ``collapsed`` as one box."""

    text: str
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    machine: str | None = None
    values: dict[str, str] = {}
    folder: str | None = None
    direction: Direction = "down"
    collapsed: list[str] = []


class Analysis(Message, frozen=True, kw_only=True):
    """``readable`` is false where the text is no JSON or YAML: then ``graph`` and ``states`` are null and the page
    keeps its last. ``fields`` are those of the machine itself, but for ``StartAt`` and ``States``."""

    format: Literal["json", "yaml"]
    machines: list[MachineChoice]
    machine: str
    readable: bool
    runnable: bool
    problems: list[Problem]
    states: list[StateSummary] | None
    graph: Graph | None
    placeholders: list[Placeholder]
    start_at: str | None = None
    query_language: str = "JSONPath"
    fields: dict[str, Any] = {}
