"""Where the expressions of a state are evaluated: its data, its variables, its context object, its share of chance."""

from webapp.engine.context import context_object
from webapp.engine.errors import RUNTIME, StateFailure, runtime_failure
from webapp.engine.folding import Draft
from webapp.engine.program import Plan
from webapp.engine.snapshot import Item, Snapshot, Thread
from webapp.expressions import Scope
from webapp.values import Entropy, Json


class Evaluation:
    """One state of one thread, being worked on; ``token`` is that of its task, once there is one."""

    __slots__ = ("entropy", "plan", "snapshot", "thread", "time_ms", "token")

    def __init__(self, snapshot: Snapshot | Draft, thread: Thread, plan: Plan, entropy: Entropy, time_ms: int) -> None:
        self.snapshot = snapshot
        self.thread = thread
        self.plan = plan
        self.entropy = entropy
        self.time_ms = time_ms
        self.token: str | None = None

    def scope(self, data: Json, item: Item | None = None) -> Scope:
        """Return what ``$`` (``data``), ``$$`` and variables mean here."""
        read = self.plan.reads_context
        context = context_object(self.snapshot, self.thread, item, self.token) if read else {}
        return Scope(data, context, self.thread.variables)

    def failure(self, message: str, error: str = RUNTIME) -> StateFailure:
        """Return the failure of this state with ``message``, to be raised."""
        return runtime_failure(self.thread.name, self.thread.entered, message, error)
