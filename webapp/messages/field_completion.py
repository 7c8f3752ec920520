"""What the page asks while a person types into a field of a form."""

from webapp.messages.protocol import CompletionItem, Message, Request


class CompleteFieldRequest(Request, frozen=True, kw_only=True):
    """Ask what may stand at ``offset`` of ``typed``.

    That is typed into the field at ``pointer`` of the state at ``path``: as JSON (``is_json``) or as the text itself.
    ``input`` is the JSON text of an example input. Offsets are of code points.
    """

    text: str
    path: str
    pointer: str
    typed: str
    offset: int
    is_json: bool = False
    file_name: str | None = None
    machine: str = ""
    values: dict[str, str]
    input: str | None = None


class FieldCompletions(Message, frozen=True, kw_only=True):
    """What may replace ``start`` to ``end`` of what is typed, the likeliest first; ``comma_at`` as in completions."""

    start: int
    end: int
    items: list[CompletionItem]
    comma_at: int | None = None
