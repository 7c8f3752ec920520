"""What a Task's ``Resource`` means: which family of events, which service, which action.

A text that is no ARN known here, such as a placeholder, is taken for a function: that is what templates leave open.
"""

from typing import NamedTuple

from webapp.engine.events import Integration


class Resource(NamedTuple):
    """``service`` and ``action`` are AWS's ``resourceType`` and ``resource``.

    ``pattern`` is ``sync``, ``sync:2``, ``waitForTaskToken`` or empty.
    """

    integration: Integration
    service: str
    action: str
    pattern: str

    @property
    def has_token(self) -> bool:
        """Whether the task has a token; AWS: a ``.sync`` task has one, too, though it needs none."""
        return bool(self.pattern) or self.integration == "activity"


def read_resource(text: str) -> Resource:
    """Return what ``text`` means."""
    _, found, integration = text.partition(":states:::")
    if found:
        service, _, action = integration.rpartition(":")
        if action == "2" and service.endswith(".sync"):  # …:startExecution.sync:2
            service, _, action = service.rpartition(":")
            action += ":2"
        return Resource("task", service, action, action.partition(".")[2])
    if ":states:" in text and ":activity:" in text:
        return Resource("activity", "activity", text, "")
    return Resource("lambda", "lambda", text, "")
