"""Messages on the shapes of the data that flows on transitions."""

from typing import Literal

from msgspec import field

from webapp.debugger import EdgeKind
from webapp.messages.protocol import Message, Mock, Problem, Request


class ShapesRequest(Request, frozen=True, kw_only=True):
    """Ask what the data looks like on each transition of a machine in ``text``.

    ``input`` is the JSON text of an example input; ``execution`` is a run whose Tasks' results are examples, too.
    """

    text: str
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    machine: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    folder: str | None = None
    input: str | None = None
    mocks: dict[str, Mock] = field(default_factory=dict)
    execution: str | None = None


class ShapeOrigin(Message, frozen=True, kw_only=True):
    """Where a field was written: by ``field`` of the state at ``path``.

    ``path`` is empty for the example input (``input``) and the context object (``context``). What gave a Task's result
    is ``mock``, ``result`` (a run) or ``service`` (the service's own description).
    """

    path: str
    field: str


class ShapeField(Message, frozen=True, kw_only=True):
    """A member of an object; ``shape`` and ``origins`` are indices, ``optional`` says that only some ways bring it."""

    name: str
    shape: int
    optional: bool
    origins: list[int]


class ShapeNode(Message, frozen=True, kw_only=True):
    """One shape: any of ``scalars`` (kinds, and JSON texts of known values), an object, an array.

    ``anything`` is no knowledge at all, and a node without any of these is no value. ``open``: the object may have
    other members. An array begins with ``places``, all further items are ``rest``: ``null`` where there are none.
    """

    anything: bool = False
    scalars: list[str] = field(default_factory=list)
    fields: list[ShapeField] | None = None
    open: bool = False
    is_array: bool = False
    places: list[int] = field(default_factory=list)
    rest: int | None = None


class TransitionShape(Message, frozen=True, kw_only=True):
    """What flows on a transition, named as in the graph: indices of the data and of the variables."""

    source: str
    target: str
    kind: EdgeKind
    index: int | None
    data: int
    variables: int


class DataShapes(Message, frozen=True, kw_only=True):
    """The shapes on all transitions, and the paths that cannot exist, as problems.

    Indices refer to ``shapes`` and ``origins``. ``complete`` is false where the machine is too intricate to tell.
    """

    shapes: list[ShapeNode]
    origins: list[ShapeOrigin]
    transitions: list[TransitionShape]
    problems: list[Problem]
    complete: bool
