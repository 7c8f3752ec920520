"""Shapes as the page's table."""

from webapp.documents.shape_table import ShapeTable
from webapp.shapes import ANYTHING, Origin, exactly, like


def test_what_a_shape_holds_stands_before_it() -> None:
    table = ShapeTable()
    index = table.index(like({"a": [{"b": 1}]}, Origin("", "input")))
    assert index == len(table.nodes) - 1
    (field,) = table.nodes[index].fields or []
    assert (field.name, field.optional, table.origins[field.origins[0]].field) == ("a", False, "input")
    array = table.nodes[field.shape]
    assert (array.is_array, array.places, array.rest is not None) == (True, [], True)


def test_known_values_are_json() -> None:
    table = ShapeTable()
    node = table.nodes[table.index(exactly(["x", None, True], Origin("S", "Result")))]
    assert [table.nodes[place].scalars for place in node.places] == [['"x"'], ["null"], ["true"]]
    assert node.rest is None
    assert table.nodes[table.index(ANYTHING)].anything
