"""The shapes of the data in a machine, without running it: what flows on each transition, and which paths cannot exist.

Every shape has at least the values that may really be there, given what is known of the input and of what Tasks give;
what is not known is ``ANYTHING``. So a path is marked only where no such data has it.
"""

from webapp.shapes.flow import FlowingShape, Knowledge, MachineShapes, StateShapes, machine_shapes
from webapp.shapes.known import exactly, like
from webapp.shapes.marking import PATH_CANNOT_EXIST, problem_of
from webapp.shapes.notation import notation
from webapp.shapes.paths import Miss
from webapp.shapes.shape import (
    ANYTHING,
    BOOLEAN,
    EMPTY_OBJECT,
    MOST_DEPTH,
    NEVER,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    ArrayShape,
    DataShape,
    FieldShape,
    ObjectShape,
    Origin,
    Scalar,
    array_of,
    is_never,
    items_of,
    joined,
    joined_all,
    object_of,
    scalar_of,
)
from webapp.shapes.sight import Mark

__all__ = [
    "ANYTHING",
    "BOOLEAN",
    "EMPTY_OBJECT",
    "MOST_DEPTH",
    "NEVER",
    "NUMBER",
    "OPEN_OBJECT",
    "PATH_CANNOT_EXIST",
    "STRING",
    "ArrayShape",
    "DataShape",
    "FieldShape",
    "FlowingShape",
    "Knowledge",
    "MachineShapes",
    "Mark",
    "Miss",
    "ObjectShape",
    "Origin",
    "Scalar",
    "StateShapes",
    "array_of",
    "exactly",
    "is_never",
    "items_of",
    "joined",
    "joined_all",
    "like",
    "machine_shapes",
    "notation",
    "object_of",
    "problem_of",
    "scalar_of",
]
