"""The shape of the context object, ``$$``."""

from typing import Final

from webapp.shapes.shape import ANYTHING, NUMBER, STRING, DataShape, FieldShape, Origin, object_of

_CONTEXT: Final = (Origin("", "context"),)


def context_of(input: DataShape, item: DataShape | None) -> DataShape:
    """Return the context of an execution with ``input``, in an iteration over ``item`` if there is one.

    Its objects are open: what else the service tells there is not for this analysis to deny.
    """
    execution = {name: _field(STRING) for name in ("Id", "Name", "RoleArn", "StartTime")}
    execution |= {"Input": _field(input), "RedriveCount": _field(NUMBER)}
    state = {"Name": _field(STRING), "EnteredTime": _field(STRING), "RetryCount": FieldShape(NUMBER, True, _CONTEXT)}
    fields = {
        "Execution": _field(object_of(execution, open=True)),
        "State": _field(object_of(state, open=True)),
        "StateMachine": _field(object_of({"Id": _field(STRING), "Name": _field(STRING)}, open=True)),
    }
    if item is not None:
        one = object_of({"Index": _field(NUMBER), "Value": _field(item)}, open=True)
        fields["Map"] = _field(object_of({"Item": _field(one)}, open=True))
    return object_of(fields, open=True)


def _field(shape: DataShape) -> FieldShape:
    return FieldShape(shape, False, _CONTEXT)


UNKNOWN_CONTEXT: Final = context_of(ANYTHING, None)
