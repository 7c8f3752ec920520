"""Messages on what can be stepped into, beyond the few that are told with every move."""

from webapp.messages.message import Message
from webapp.messages.sessions import StepTarget


class TargetsFound(Message, frozen=True, kw_only=True):
    """The first of the ``count`` iterations or branches whose number is ``text`` or whose item holds it."""

    text: str
    count: int
    targets: list[StepTarget]
