"""The shape of the context object, ``$$``."""

from typing import Final

from webapp.shapes.shape import NUMBER, STRING, DataShape, FieldShape, Origin, object_of

_CONTEXT: Final = (Origin("", "context"),)


def _field(shape: DataShape, *, optional: bool = False) -> FieldShape:
    return FieldShape(shape, optional, _CONTEXT)


_TEXT: Final = _field(STRING)
_EXECUTION: Final = {**dict.fromkeys(("Id", "Name", "RoleArn", "StartTime"), _TEXT), "RedriveCount": _field(NUMBER)}
_OTHERS: Final = {
    "State": _field(
        object_of({"Name": _TEXT, "EnteredTime": _TEXT, "RetryCount": _field(NUMBER, optional=True)}, open=True)
    ),
    "StateMachine": _field(object_of({"Id": _TEXT, "Name": _TEXT}, open=True)),
}


def context_of(input: DataShape, item: DataShape | None) -> DataShape:
    """Return the context of an execution with ``input``, in an iteration over ``item`` if there is one.

    Its objects are open: what else the service tells there is not for this analysis to deny.
    """
    fields = {"Execution": _field(object_of({**_EXECUTION, "Input": _field(input)}, open=True)), **_OTHERS}
    if item is not None:
        one = object_of({"Index": _field(NUMBER), "Value": _field(item)}, open=True)
        fields["Map"] = _field(object_of({"Item": _field(one)}, open=True))
    return object_of(fields, open=True)
