"""Shapes as a table for the page, where what is shared stands once."""

from webapp.messages import shapes as s
from webapp.shapes import ArrayShape, DataShape, FieldShape, Origin, Scalar, is_never
from webapp.values import json_text


class ShapeTable:
    """Collects shapes; each has an index, and what it holds lower ones."""

    def __init__(self) -> None:
        self.nodes: list[s.ShapeNode] = []
        self.origins: list[s.ShapeOrigin] = []
        self._known: dict[int, tuple[int, DataShape]] = {}
        self._places: dict[Origin, int] = {}

    def index(self, shape: DataShape) -> int:
        """Return the index of ``shape``, which is added if need be."""
        known = self._known.get(id(shape))
        if known is not None:
            return known[0]
        node = self._node(shape)
        made = len(self.nodes)
        self.nodes.append(node)
        self._known[id(shape)] = made, shape  # keeps it alive, so that its id stays its own
        return made

    def _node(self, shape: DataShape) -> s.ShapeNode:
        array, held = shape.array, shape.object
        return s.ShapeNode(
            anything=shape.is_anything,
            scalars=sorted(map(_scalar, shape.scalars)),
            fields=None if held is None else [self._field(name, each) for name, each in held.fields.items()],
            open=held is not None and held.open,
            is_array=array is not None,
            places=[] if array is None else [self.index(each) for each in array.places],
            rest=None if array is None else self._rest(array),
        )

    def _field(self, name: str, field: FieldShape) -> s.ShapeField:
        return s.ShapeField(
            name=name,
            shape=self.index(field.shape),
            optional=field.optional,
            origins=[self._origin(each) for each in field.origins],
        )

    def _rest(self, array: ArrayShape) -> int | None:
        return None if is_never(array.rest) else self.index(array.rest)

    def _origin(self, origin: Origin) -> int:
        known = self._places.get(origin)
        if known is None:
            known = self._places[origin] = len(self.origins)
            self.origins.append(s.ShapeOrigin(path=origin.path, field=origin.field))
        return known


def _scalar(scalar: Scalar) -> str:
    return scalar if isinstance(scalar, str) else json_text(scalar[1])
