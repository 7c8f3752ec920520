"""Messages on the data flow of a state: its stages, each beside what it changes."""

from webapp.messages.protocol import Message, ValueText


class FlowStage(Message, frozen=True, kw_only=True):
    """A stage: ``expression`` is the field as JSON text, ``base`` the stage that it changes or ``Variables``.

    ``error`` says why there is no value.
    """

    name: str
    expression: str | None
    base: str | None
    value: ValueText | None
    error: str | None


class DataFlow(Message, frozen=True, kw_only=True):
    """The last visit of a state, which began with event ``entered``; ``variables`` as they were then."""

    thread: str
    path: str
    entered: int
    variables: ValueText
    stages: list[FlowStage]
