"""What a book of mocks answers to a task."""

from typing import Final

from webapp.engine import PendingTask
from webapp.executions.answers import Given, Thrown
from webapp.expressions import ExpressionError, Scope
from webapp.tasks import InvocationNumber, MockAnswer, MockBook, MockReturn, MockTemplate, MockThrow
from webapp.values import Entropy, Json, state_name

TEMPLATE_FAILED: Final = "MockTemplateFailed"


def mocked(book: MockBook, task: PendingTask, number: InvocationNumber) -> Given | Thrown | None:
    """Return the answer of ``book``, ``None`` where it has none."""
    answer = book.answer(task.path, state_name(task.path), number, task.iterations)
    return None if answer is None else answer_from(answer, task, returns_responses=book.returns_responses)


def answer_from(answer: MockAnswer, task: PendingTask, *, returns_responses: bool = False) -> Given | Thrown:
    """Return what ``answer`` means for ``task``; see :class:`webapp.tasks.MockBook` for ``returns_responses``."""
    delay_ms = round(answer.delay_seconds * 1000)
    match answer:
        case MockReturn(value):
            return Given(_payload(value) if returns_responses and task.integration == "lambda" else value, delay_ms)
        case MockThrow(error, cause):
            return Thrown(error, cause, delay_ms)
        case MockTemplate(template):
            try:
                value = template.evaluate(Scope(task.parameters), Entropy(task.scheduled))
            except ExpressionError as error:
                return Thrown(TEMPLATE_FAILED, error.message, delay_ms)
            return answer_from(MockReturn(value, answer.delay_seconds), task, returns_responses=returns_responses)


def _payload(response: Json) -> Json:
    """Return what a function gave, where ``response`` is that of Lambda's Invoke."""
    return response["Payload"] if isinstance(response, dict) and "Payload" in response else response
