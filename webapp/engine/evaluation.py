"""Where the expressions of a state are evaluated: its data, its variables, its context object, its share of chance."""

from webapp.engine.context import context_object
from webapp.engine.errors import QUERY_EVALUATION_ERROR, RUNTIME, StateFailure, runtime_failure
from webapp.engine.folding import Draft
from webapp.engine.program import Plan
from webapp.engine.snapshot import Item, Snapshot, Thread
from webapp.expressions import IN_PROCESS, Evaluator, JsonataScope, JsonataTemplate, Scope
from webapp.values import ABSENT, Absent, Entropy, Json


class Evaluation:
    """One state of one thread, being worked on; ``token`` is that of its task, once there is one.

    ``result`` and ``error_output`` are what ``$states`` has of these names.
    """

    __slots__ = ("entropy", "error_output", "evaluator", "plan", "result", "snapshot", "thread", "time_ms", "token")

    def __init__(
        self,
        snapshot: Snapshot | Draft,
        thread: Thread,
        plan: Plan,
        entropy: Entropy,
        time_ms: int,
        evaluator: Evaluator = IN_PROCESS,
    ) -> None:
        self.snapshot = snapshot
        self.thread = thread
        self.plan = plan
        self.entropy = entropy
        self.time_ms = time_ms
        self.evaluator = evaluator
        self.token: str | None = None
        self.result: Json | Absent = ABSENT
        self.error_output: Json | Absent = ABSENT

    def scope(self, data: Json, item: Item | None = None) -> Scope:
        """Return what ``$`` (``data``), ``$$`` and variables mean here."""
        read = self.plan.reads_context
        context = context_object(self.snapshot, self.thread, item, self.token) if read else {}
        return Scope(data, context, self.thread.variables)

    def query_scope(self, item: Item | None = None) -> JsonataScope:
        """Return what JSONata reads here; ``item`` is that of the iteration about to start."""

        def states(with_context: bool) -> Json:
            return self._states(item, with_context)

        return JsonataScope(self.thread.variables, states, self.entropy, self.time_ms, self.evaluator)

    def query(self, template: JsonataTemplate, item: Item | None = None) -> Json:
        """Return the value of a field of a JSONata state."""
        return template.evaluate(self.query_scope(item))

    def failure(self, message: str, error: str = RUNTIME, location: str | None = None) -> StateFailure:
        """Return the failure of this state with ``message``, to be raised."""
        return runtime_failure(self.thread.name, self.thread.entered, message, error, location)

    def query_failure(self, message: str, location: str) -> StateFailure:
        """Return the failure of this state over a value that its JSONata field ``location`` cannot have."""
        return self.failure(message, QUERY_EVALUATION_ERROR, location)

    def _states(self, item: Item | None, with_context: bool) -> Json:
        states: dict[str, Json] = {"input": self.thread.input}
        if not isinstance(self.result, Absent):
            states["result"] = self.result
        if not isinstance(self.error_output, Absent):
            states["errorOutput"] = self.error_output
        if with_context:
            states["context"] = context_object(self.snapshot, self.thread, item, self.token)
        return states
