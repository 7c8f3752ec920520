"""One debug session: requests in, responses and events out, all on one thread.

What the client asks and what the execution tells wait in one queue, so a response always goes before the events that
the request brings about, and nothing here needs a lock.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from webapp.dap import arguments as a
from webapp.dap.breakpoints import BreakpointTable
from webapp.dap.framing import BadFrame, Connection
from webapp.dap.inspection import Inspector
from webapp.dap.launching import CannotLaunch, Debuggee
from webapp.dap.telling import Teller, read_answer
from webapp.debugger import Continue, Out, Over, StopRule, breakpoints_of
from webapp.engine import AnyEvent
from webapp.executions import CommandRefused, Given, Run, Thrown
from webapp.executions.driver import Question
from webapp.executions.session import Stance

Body = dict[str, Any] | None

CAPABILITIES: Final = {
    "supportsConfigurationDoneRequest": True,
    "supportsFunctionBreakpoints": True,
    "supportsBreakpointLocationsRequest": True,
    "supportsStepBack": True,
    "supportsStepInTargetsRequest": True,
    "supportsSetVariable": True,
    "supportsEvaluateForHovers": True,
    "supportsClipboardContext": True,
    "supportsCompletionsRequest": True,
    "completionTriggerCharacters": [".", "$"],
    "supportsRestartRequest": True,
    "supportsTerminateRequest": True,
    "supportsDelayedStackTraceLoading": False,
}


class _Happened(NamedTuple):
    """``run`` has recorded ``events``. It then stood as ``stance`` says, in its ``turn``, with these ``questions``."""

    run: Run
    events: Sequence[AnyEvent]
    stance: Stance
    turn: int
    questions: list[Question]


class _Gone(NamedTuple):
    """The client is gone; ``why`` is empty where it just ended."""

    why: str = ""


class Adapter:
    """A session with one client, from its first message to its last."""

    def __init__(self, connection: Connection) -> None:
        """Nothing is read yet."""
        self._connection = connection
        self._inbox: queue.SimpleQueue[dict[str, Any] | _Happened | _Gone] = queue.SimpleQueue()
        self._client = a.Initialize()
        self._debuggee: Debuggee | None = None
        self._breakpoints: BreakpointTable | None = None
        self._inspector: Inspector | None = None
        self._stop_at_end = False
        self._is_told_to_stand = False
        self._is_over = False
        self._ended = False
        self._teller = Teller(connection)
        self._asked: set[int] = set()
        self._moved_at = 0
        self._afterwards: list[Callable[[], None]] = []
        self._requests = self._table()

    def serve(self) -> None:
        """Answer until the client disconnects or is gone."""
        threading.Thread(target=self._read, name="dap-reader", daemon=True).start()
        try:
            while not self._ended:
                self._take(self._inbox.get())
        finally:
            if self._debuggee is not None:
                self._debuggee.close()

    def _read(self) -> None:
        try:
            while (message := self._connection.receive()) is not None:
                self._inbox.put(message)
        except (BadFrame, OSError) as error:
            self._inbox.put(_Gone(str(error)))
        else:
            self._inbox.put(_Gone())

    def _hear(self, run: Run, events: Sequence[AnyEvent]) -> None:
        """Note what the run tells, on the run's own thread: so it stands as it says for as long as this takes."""
        self._inbox.put(_Happened(run, events, run.stance, run.turn, list(run.driver.questions.values())))

    def _take(self, item: dict[str, Any] | _Happened | _Gone) -> None:
        match item:
            case _Gone(why):
                if why:
                    self._teller.complain(f"the connection is given up: {why}")
                self._ended = True
            case _Happened():
                if self._debuggee is not None and self._debuggee.has_begun and item.run is self._debuggee.run:
                    self._teller.recorded(item.events, self._debuggee.program)
                    self._look(item)
            case dict():
                if item.get("type") == "request":
                    self._answer(item)

    # --- requests ----------------------------------------------------------------------------------------------

    def _answer(self, request: dict[str, Any]) -> None:
        command = str(request.get("command"))
        answer: dict[str, Any] = {"type": "response", "request_seq": request.get("seq", 0), "command": command}
        try:
            body = self._carry_out(command, request.get("arguments") or {})
        except (CommandRefused, CannotLaunch) as refused:
            error = {"id": 1, "format": str(refused).replace("{", "{{"), "showUser": True}
            self._connection.send({**answer, "success": False, "message": str(refused), "body": {"error": error}})
        else:
            self._connection.send({**answer, "success": True, **({} if body is None else {"body": body})})
        afterwards, self._afterwards = self._afterwards, []
        for action in afterwards:
            action()

    def _carry_out(self, command: str, arguments: Any) -> Body:
        found = self._requests.get(command)
        if found is None:
            raise CommandRefused(f"statewalk does not know the request {command}")
        type, handle = found
        try:
            return handle(msgspec.convert(arguments, type))
        except msgspec.ValidationError as error:
            raise CommandRefused(f"{command}: {error}") from None

    def _table(self) -> "dict[str, tuple[type[a.Arguments], Callable[[Any], Body]]]":
        return {
            "initialize": (a.Initialize, self._initialize),
            "launch": (a.Launch, self._launch),
            "configurationDone": (a.Nothing, self._configured),
            "setBreakpoints": (a.SetBreakpoints, lambda asked: self._set(self._table_of.set_on_lines(asked))),
            "setFunctionBreakpoints": (
                a.SetFunctionBreakpoints,
                lambda asked: self._set(self._table_of.set_by_name(asked)),
            ),
            "breakpointLocations": (a.BreakpointLocations, lambda asked: self._table_of.locations(asked)),
            "threads": (a.Nothing, lambda _: self._looking.list_threads()),
            "stackTrace": (a.StackTrace, lambda asked: self._looking.stack_trace(asked)),
            "scopes": (a.OfFrame, lambda asked: self._looking.scopes(asked)),
            "variables": (a.Variables, lambda asked: self._looking.variables(asked)),
            "setVariable": (a.SetVariable, self._set_variable),
            "evaluate": (a.Evaluate, self._evaluate),
            "completions": (a.Completions, lambda asked: self._looking.complete(asked)),
            "continue": (a.OfThread, self._continue),
            "next": (a.OfThread, lambda asked: self._move(asked, Over)),
            "stepIn": (a.OfThread, self._step_in),
            "stepInTargets": (a.OfFrame, lambda asked: self._looking.step_in_targets(asked)),
            "stepOut": (a.OfThread, lambda asked: self._move(asked, Out)),
            "stepBack": (a.OfThread, self._step_back),
            "pause": (a.OfThread, self._pause),
            "restart": (a.Nothing, self._restart),
            "terminate": (a.Nothing, self._terminate),
            "disconnect": (a.Disconnect, self._disconnect),
        }

    # --- the course of a session -------------------------------------------------------------------------------

    def _initialize(self, asked: a.Initialize) -> Body:
        self._client = asked
        return dict(CAPABILITIES)

    def _launch(self, asked: a.Launch) -> Body:
        if self._debuggee is not None:
            raise CommandRefused("something was launched already: disconnect first")
        first_line, first_column = int(self._client.lines_start_at1), int(self._client.columns_start_at1)
        self._debuggee = Debuggee(asked, self._hear)
        self._breakpoints = BreakpointTable(self._debuggee.program, first_line)
        self._inspector = Inspector(self._debuggee, first_line, first_column)
        self._teller.first_line = first_line
        self._stop_at_end = asked.stop_at_end and not asked.no_debug
        self._afterwards.append(lambda: self._teller.event("initialized"))
        return None

    def _configured(self, asked: a.Nothing) -> Body:
        self._afterwards.append(self._begin)
        return None

    def _begin(self) -> None:
        debuggee = self._launched
        try:
            debuggee.start(self._table_of.paths)
        except CannotLaunch as error:
            self._teller.complain(str(error))
            self._teller.ended(1)
            return
        self._teller.event("thread", {"reason": "started", "threadId": 1})

    def _restart(self, asked: a.Nothing) -> Body:
        self._stop_quietly()
        self._is_over = self._is_told_to_stand = False
        self._asked.clear()
        self._looking.forget()
        self._afterwards.append(self._begin)
        return None

    def _terminate(self, asked: a.Nothing) -> Body:
        self._afterwards.append(self._stop_quietly)
        self._afterwards.append(self._end)
        return None

    def _disconnect(self, asked: a.Disconnect) -> Body:
        self._ended = True
        return None

    def _stop_quietly(self) -> None:
        debuggee = self._launched
        if debuggee.has_begun and not debuggee.run.is_over:
            debuggee.run.stop()

    # --- moving ------------------------------------------------------------------------------------------------

    def _set(self, body: Body) -> Body:
        """Have the execution stop at what was set; return ``body``."""
        if self._launched.has_begun:
            self._launched.run.set_breakpoints(breakpoints_of(sorted(self._table_of.paths)))
        return body

    def _set_variable(self, asked: a.SetVariable) -> Body:
        body = self._looking.set_variable(asked)
        if self._client.supports_invalidated_event:
            self._afterwards.append(lambda: self._teller.event("invalidated", {"areas": ["variables"]}))
        return body

    def _evaluate(self, asked: a.Evaluate) -> Body:
        if asked.context == "repl" and (answer := read_answer(asked.expression)) is not None:
            return self._give(answer)
        return self._looking.evaluate(asked)

    def _give(self, answer: Given | Thrown) -> Body:
        """Answer the task that waits, in the focused thread where one does, so that the execution can go on."""
        run = self._launched.run
        waiting = list(run.driver.questions.values())
        if not waiting:
            raise CommandRefused("no task waits for an answer")
        question = next((each for each in waiting if each.task.thread == run.position.thread), waiting[0])
        run.answer(question.task.scheduled, answer)
        return {"result": f"{question.task.path} is answered: continue", "variablesReference": 0}

    def _continue(self, asked: a.OfThread) -> Body:
        self._go(lambda run: run.go(Continue()))
        return {"allThreadsContinued": True}

    def _move(self, asked: a.OfThread, rule: Callable[[str], StopRule]) -> Body:
        thread = self._thread(asked)
        self._go(lambda run: run.go(rule(thread)))
        return None

    def _step_in(self, asked: a.OfThread) -> Body:
        thread = self._thread(asked)
        child = None if asked.target_id is None else asked.target_id - 1
        self._go(lambda run: run.step_into(thread, child))
        return None

    def _step_back(self, asked: a.OfThread) -> Body:
        run, thread = self._launched.run, self._thread(asked)
        if thread != run.position.thread:
            run.seek(run.position.sequence, thread)
        self._go(lambda run: run.step_back(), back=True)
        return None

    def _pause(self, asked: a.OfThread) -> Body:
        self._launched.run.pause()
        return None

    def _go(self, move: Callable[[Run], None], *, back: bool = False) -> None:
        """Move the execution. At its end there is nothing to do forwards but to end the session."""
        run = self._launched.run
        if not back and run.is_over and run.position.sequence == run.record.head:
            self._afterwards.append(self._end)
            return
        self._moved_at = run.turn
        move(run)
        self._is_told_to_stand = False
        self._looking.forget()

    def _thread(self, asked: a.OfThread) -> str:
        thread = self._looking.threads.thread(asked.thread_id)
        if thread not in self._looking.snapshot.threads:
            raise CommandRefused("this thread has ended")
        return thread

    def _look(self, then: _Happened) -> None:
        """Tell the client where the execution stood then, if it stood and the client has not moved it since."""
        if self._is_over or self._is_told_to_stand or then.turn <= self._moved_at:
            return
        if then.stance.reason == "end" and not self._stop_at_end:
            self._end()
        elif then.stance.paused:
            self._is_told_to_stand = True
            self._teller.stands(then.run, self._looking)
        else:
            self._stop_at_question(then)

    def _stop_at_question(self, then: _Happened) -> None:
        """Have the execution stand where a task waits for an answer that nobody but the person here gives."""
        new = [each for each in then.questions if each.task.scheduled not in self._asked]
        if not new:
            return
        self._asked.update(each.task.scheduled for each in new)
        then.run.pause()
        then.run.seek(then.run.record.head, new[0].task.thread)
        self._is_told_to_stand = True
        self._teller.asks(new[0], self._looking.threads.number(new[0].task.thread))

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            run = self._launched.run
            self._teller.came_to(run.record.snapshot)
            self._teller.ended(0 if run.record.snapshot.status == "SUCCEEDED" else 1)

    # --- what there is only once something was launched ------------------------------------------------------

    @property
    def _launched(self) -> Debuggee:
        if self._debuggee is None:
            raise CommandRefused("nothing was launched yet")
        return self._debuggee

    @property
    def _table_of(self) -> BreakpointTable:
        if self._breakpoints is None:
            raise CommandRefused("nothing was launched yet")
        return self._breakpoints

    @property
    def _looking(self) -> Inspector:
        if self._inspector is None or not self._launched.has_begun:
            raise CommandRefused("nothing runs yet")
        return self._inspector
