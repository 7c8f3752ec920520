"""What is debugged once it was launched: the requests on it, and what the client is told of it by itself."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from webapp.dap import arguments as a
from webapp.dap.breakpoints import BreakpointTable
from webapp.dap.goto import GotoTargets
from webapp.dap.inspection import Changed, Inspector
from webapp.dap.launching import CannotLaunch, Debuggee
from webapp.dap.telling import Teller, read_answer, read_rerun
from webapp.debugger import Continue, Out, Over, StopRule
from webapp.engine import AnyEvent
from webapp.executions import CommandRefused, Given, Run, Thrown
from webapp.executions.driver import Question
from webapp.executions.session import Stance

Body = dict[str, Any] | None

Requests = dict[str, tuple[type[a.Arguments], Callable[[Any], Body]]]
"""By command, what it carries and what answers it."""

LINES_AT_ONCE: Final = 200
"""So many lines of logpoints are told while the execution moves: all are looked for anew each time."""


class Happened(NamedTuple):
    """``run`` has recorded ``events``. It then stood as ``stance`` says, in its ``turn``, with these ``questions``."""

    run: Run
    events: Sequence[AnyEvent]
    stance: Stance
    turn: int
    questions: list[Question]


class Session:
    """A program that was launched."""

    def __init__(
        self,
        debuggee: Debuggee,
        client: a.Initialize,
        teller: Teller,
        afterwards: list[Callable[[], None]],
        *,
        stays_at_end: bool,
    ) -> None:
        """What is put into ``afterwards`` is done when the request at hand was answered."""
        first_line = int(client.lines_start_at1)
        self._debuggee = debuggee
        self._client = client
        self._teller = teller
        self._afterwards = afterwards
        self._stays_at_end = stays_at_end
        self._breakpoints = BreakpointTable(debuggee.program, first_line)
        self._inspector = Inspector(debuggee, first_line, int(client.columns_start_at1))
        self._gotos = GotoTargets(debuggee.program, first_line)
        teller.first_line = first_line
        self._is_told_to_stand = False
        self._is_over = False
        self._asked: set[int] = set()
        self._moved_at = 0
        self._said = 0
        self._lines = 0

    def requests(self) -> Requests:
        """Return what can be asked of it."""
        looking, table = self._inspector, self._breakpoints
        return {
            "configurationDone": (a.Nothing, self._configured),
            "setBreakpoints": (a.SetBreakpoints, lambda asked: self._set(table.set_on_lines(asked))),
            "setFunctionBreakpoints": (
                a.SetFunctionBreakpoints,
                lambda asked: self._set(table.set_by_name(asked)),
            ),
            "setExceptionBreakpoints": (
                a.SetExceptionBreakpoints,
                lambda asked: self._set(table.set_exceptions(asked)),
            ),
            "setDataBreakpoints": (a.SetDataBreakpoints, lambda asked: self._set(table.set_data(asked))),
            "dataBreakpointInfo": (a.DataBreakpointInfo, looking.data_breakpoint_info),
            "exceptionInfo": (a.OfThread, lambda _: looking.exception_info()),
            "breakpointLocations": (a.BreakpointLocations, table.locations),
            "threads": (a.Nothing, lambda _: looking.list_threads()),
            "stackTrace": (a.StackTrace, looking.stack_trace),
            "scopes": (a.OfFrame, looking.scopes),
            "variables": (a.Variables, looking.variables),
            "setVariable": (a.SetVariable, lambda asked: self._changed(looking.set_variable(asked))),
            "setExpression": (a.SetExpression, lambda asked: self._changed(looking.set_expression(asked))),
            "evaluate": (a.Evaluate, self._evaluate),
            "completions": (a.Completions, looking.complete),
            "continue": (a.OfThread, self._continue),
            "next": (a.OfThread, lambda asked: self._move(asked, Over)),
            "stepIn": (a.OfThread, self._step_in),
            "stepInTargets": (a.OfFrame, looking.step_in_targets),
            "stepOut": (a.OfThread, lambda asked: self._move(asked, Out)),
            "stepBack": (a.OfThread, self._step_back),
            "reverseContinue": (a.OfThread, self._reverse),
            "restartFrame": (a.OfFrame, self._restart_frame),
            "gotoTargets": (a.GotoTargets, lambda asked: self._gotos.targets(asked, self._debuggee.run)),
            "goto": (a.Goto, self._goto),
            "pause": (a.OfThread, self._pause),
            "restart": (a.Nothing, self._restart),
            "terminate": (a.Nothing, self._terminate),
        }

    def heard(self, then: Happened) -> None:
        """Tell the client what follows from what a run has told."""
        if self._debuggee.has_begun and then.run is self._debuggee.run:
            self._teller.recorded(then.events, self._debuggee.program)
            self._say(then)
            self._look(then)

    def close(self) -> None:
        """End the threads and the handlers' processes."""
        self._debuggee.close()

    # --- the course of a session -------------------------------------------------------------------------------

    def _configured(self, asked: a.Nothing) -> Body:
        self._afterwards.append(self._begin)
        return None

    def _begin(self) -> None:
        debuggee = self._debuggee
        try:
            debuggee.start(self._breakpoints.all)
        except CannotLaunch as error:
            self._teller.complain(str(error))
            self._teller.ended(1)
            return
        self._teller.event("thread", {"reason": "started", "threadId": 1})

    def _restart(self, asked: a.Nothing) -> Body:
        self._stop_quietly()
        self._is_over = self._is_told_to_stand = False
        self._asked.clear()
        self._said = self._lines = 0
        self._inspector.forget()
        self._afterwards.append(self._begin)
        return None

    def _terminate(self, asked: a.Nothing) -> Body:
        self._afterwards.append(self._stop_quietly)
        self._afterwards.append(self._end)
        return None

    def _stop_quietly(self) -> None:
        debuggee = self._debuggee
        if debuggee.has_begun and not debuggee.run.is_over:
            debuggee.run.stop()

    # --- moving ------------------------------------------------------------------------------------------------

    def _set(self, body: Body) -> Body:
        """Have the execution stop at what was set; return ``body``."""
        if self._debuggee.has_begun:
            self._debuggee.run.set_breakpoints(self._breakpoints.all)
        return body

    def _changed(self, changed: Changed) -> Body:
        """Tell what else follows from a value that was set: what is shown is old, and perhaps there is a fork."""
        if changed.fork is not None:
            self._turned(changed.fork)
        if self._client.supports_invalidated_event:
            self._afterwards.append(lambda: self._teller.event("invalidated", {"areas": ["all"]}))
        return changed.body

    def _turned(self, fork: str) -> None:
        """Tell that a fork is debugged from now on."""
        self._said = min(self._said, self._debuggee.run.record.head)
        self._teller.say(f"Forked as {fork}: what it left stays as it was, and tasks up to here do not run again")

    def _evaluate(self, asked: a.Evaluate) -> Body:
        if asked.context == "repl" and (answer := read_answer(asked.expression)) is not None:
            return self._give(answer)
        if asked.context == "repl" and (choice := read_rerun(asked.expression)) is not None:
            debuggee = self._debuggee
            debuggee.executions.choose_rerun(debuggee.run.id, choice)
            return {"result": "so it is done: continue", "variablesReference": 0}
        return self._inspector.evaluate(asked)

    def _give(self, answer: Given | Thrown) -> Body:
        """Answer the task that waits, in the focused thread where one does, so that the execution can go on."""
        run = self._debuggee.run
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
        run, thread = self._debuggee.run, self._thread(asked)
        if thread != run.position.thread:
            run.seek(run.position.sequence, thread)
        self._go(lambda run: run.step_back(), back=True)
        return None

    def _reverse(self, asked: a.OfThread) -> Body:
        self._go(lambda run: run.reverse_continue(), back=True)
        return None

    def _restart_frame(self, asked: a.OfFrame) -> Body:
        frame = self._inspector.threads.frame(asked.frame_id)
        if not frame.path:
            raise CommandRefused("the state machine is no frame to restart: restart the execution")
        self._turned(self._debuggee.restart_frame(frame.thread))
        self._inspector.forget()
        self._afterwards.append(
            lambda: self._teller.stands(self._debuggee.run, self._inspector, self._breakpoints, "restart")
        )
        return None

    def _goto(self, asked: a.Goto) -> Body:
        move = self._gotos.move(asked.target_id)
        self._go(move, back=True)
        return None

    def _pause(self, asked: a.OfThread) -> Body:
        self._debuggee.run.pause()
        return None

    def _go(self, move: Callable[[Run], None], *, back: bool = False) -> None:
        """Move the execution. At its end there is nothing to do forwards but to end the session."""
        run = self._debuggee.run
        if not back and run.is_over and run.position.sequence == run.record.head:
            self._afterwards.append(self._end)
            return
        self._moved_at = run.turn
        move(run)
        self._is_told_to_stand = False
        self._inspector.forget()

    def _thread(self, asked: a.OfThread) -> str:
        thread = self._inspector.threads.thread(asked.thread_id)
        if thread not in self._inspector.snapshot.threads:
            raise CommandRefused("this thread has ended")
        return thread

    def _look(self, then: Happened) -> None:
        """Tell the client where the execution stood then, if it stood and the client has not moved it since."""
        if self._is_over or self._is_told_to_stand or then.turn <= self._moved_at:
            return
        if then.stance.reason == "end" and not self._stays_at_end:
            self._end()
        elif then.stance.paused:
            self._is_told_to_stand = True
            self._teller.stands(then.run, self._inspector, self._breakpoints)
        else:
            self._stop_at_question(then)

    def _say(self, then: Happened) -> None:
        """Pass on what logpoints say: at once while that is little, else when the execution stands."""
        few = self._lines < LINES_AT_ONCE
        if not self._breakpoints.has_logpoints or not (few or then.stance.paused):
            return
        run = then.run
        lines, head = run.ask_hits(lambda hits: (hits.log(run.stance.breakpoints), run.record.head))
        new = [line for line in lines if line.sequence > self._said]
        self._lines += len(new)
        self._said = max(self._said, head)
        for line in new:
            self._teller.logged(line, self._debuggee.program)

    def _stop_at_question(self, then: Happened) -> None:
        """Have the execution stand where a task waits for an answer that nobody but the person here gives."""
        new = [each for each in then.questions if each.task.scheduled not in self._asked]
        if not new:
            return
        self._asked.update(each.task.scheduled for each in new)
        then.run.pause()
        then.run.seek(then.run.record.head, new[0].task.thread)
        self._is_told_to_stand = True
        self._teller.asks(new[0], self._inspector.threads.number(new[0].task.thread))

    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        if not self._debuggee.has_begun:
            self._teller.ended(1)
            return
        snapshot = self._debuggee.run.record.snapshot
        self._teller.came_to(snapshot)
        self._teller.ended(0 if snapshot.status == "SUCCEEDED" else 1)
