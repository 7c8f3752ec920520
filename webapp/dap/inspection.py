"""What a client looks at while the execution stands: threads, frames, scopes, variables, expressions."""

import re
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from webapp.dap import arguments as a
from webapp.dap.breakpoints import data_id
from webapp.dap.frames import Frame, Threads, frames_of, thread_name
from webapp.dap.launching import Debuggee
from webapp.dap.program import Program
from webapp.dap.values import References, Shown, sizes, text_of
from webapp.debugger import ScopeError, evaluate
from webapp.engine import Snapshot, StateFailed
from webapp.executions import CommandRefused
from webapp.executions.moves import editable
from webapp.executions.target_views import all_targets
from webapp.executions.views import scopes_view
from webapp.messages import protocol as m
from webapp.values import Json, JsonTextError, json_text, parse_json

_LOOKS_LIKE_EXPRESSION: Final = re.compile(r"\s*(\$|States\.|\{%)")
_PATH: Final = re.compile(r"\$(?:states\.(input|result))?((?:\.\w+|\[\d+\])*)")
_STEP: Final = re.compile(r"\.(\w+)|\[(\d+)\]")
_MEMBER: Final = re.compile(r"(\$\$?[\w.\[\]]*)\.(\w*)$|(\$\w*)$")


class Changed(NamedTuple):
    """What was set, as the client is told of it, and the fork that was made for that, if one was."""

    body: dict[str, Any]
    fork: str | None


class Inspector:
    """Answers about the execution of ``debuggee`` at its cursor. Lines and columns are those of the client."""

    def __init__(self, debuggee: Debuggee, first_line: int, first_column: int) -> None:
        """``first_line`` and ``first_column`` are the numbers that the client has for the first: 0 or 1."""
        self.threads = Threads()
        self._debuggee = debuggee
        self._references = References()
        self._first_line = first_line
        self._first_column = first_column

    def forget(self) -> None:
        """Let go of what was shown: the execution stands elsewhere, or moves."""
        self._references.forget()

    @property
    def snapshot(self) -> Snapshot:
        """The execution at its cursor."""
        run = self._debuggee.run
        return run.record.snapshot_at(run.position.sequence)

    # --- threads and frames ------------------------------------------------------------------------------------

    def list_threads(self) -> dict[str, Any]:
        """Return the threads; the root is there even when it has ended, and before it has begun."""
        if not self._debuggee.has_begun:
            return {"threads": [{"id": 1, "name": "main"}]}
        snapshot = self.snapshot
        rows = [
            {"id": self.threads.number(each.id), "name": thread_name(snapshot, each)}
            for each in snapshot.threads.values()
        ]
        return {"threads": rows or [{"id": 1, "name": "main"}]}

    def stack_trace(self, asked: a.StackTrace) -> dict[str, Any]:
        """Return the frames of a thread."""
        program = self._debuggee.program
        frames = frames_of(self.snapshot, self.threads.thread(asked.thread_id), program.name)
        end = asked.start_frame + asked.levels if asked.levels else None
        rows = [self._frame(program, frame) for frame in frames[asked.start_frame : end]]
        return {"stackFrames": rows, "totalFrames": len(frames)}

    def _frame(self, program: Program, frame: Frame) -> dict[str, Any]:
        spot = program.spot(frame.path, self._field(frame))
        return {
            "id": self.threads.frame_number(frame),
            "name": frame.label,
            "line": spot.line - 1 + self._first_line,
            "column": spot.column - 1 + self._first_column,
            "source": {"name": program.file.name, "path": str(program.file)},
            "canRestart": bool(frame.path),
        }

    def _field(self, frame: Frame) -> str | None:
        """Return the field of the stage that the focused state stands at, if it stands at one."""
        position = self._debuggee.run.position
        if position.stage is None or frame.thread != position.thread:
            return None
        stages = self._scopes(frame.thread).stages
        return stages[position.stage].field if position.stage < len(stages) else None

    def frame_of(self, number: int | None) -> Frame:
        """Return a frame by its number; without one, the innermost in focus."""
        if number is not None:
            return self.threads.frame(number)
        return frames_of(self.snapshot, self._debuggee.run.position.thread, self._debuggee.program.name)[0]

    def step_in_targets(self, asked: a.OfFrame) -> dict[str, Any]:
        """Return the children that can be followed from a frame: iterations or branches, by number from 1."""
        run = self._debuggee.run
        if self.threads.frame(asked.frame_id).thread != run.position.thread:
            return {"targets": []}
        return {
            "targets": [
                {"id": each.index + 1, "label": " ".join(part for part in (f"[{each.index}]", each.label) if part)}
                for each in all_targets(run)
            ]
        }

    # --- data --------------------------------------------------------------------------------------------------

    def scopes(self, asked: a.OfFrame) -> dict[str, Any]:
        """Return the scopes of a frame."""
        frame = self.threads.frame(asked.frame_id)
        return {
            "scopes": [
                {
                    "name": name,
                    "variablesReference": self._references.of(shown),
                    "expensive": False,
                    **({"presentationHint": "locals"} if name == "Variables" else {}),
                    **sizes(shown.value),
                }
                for name, shown in self._scopes_of(frame)
            ]
        }

    def variables(self, asked: a.Variables) -> dict[str, Any]:
        """Return the members or items of a value, or a part of them."""
        shown = self._references.get(asked.variables_reference)
        if asked.filter is not None and (asked.filter == "indexed") != isinstance(shown.value, list):
            return {"variables": []}
        children = list(shown.children())
        end = asked.start + asked.count if asked.count else None
        return {"variables": [self._references.variable(*child) for child in children[asked.start : end]]}

    def set_variable(self, asked: a.SetVariable) -> Changed:
        """Replace a part of the input or the result, and return it."""
        shown = self._references.get(asked.variables_reference)
        value = _read(asked.value)
        return self._change(shown, shown.whole_with(asked.name, value), value)

    def set_expression(self, asked: a.SetExpression) -> Changed:
        """Replace what a path into the input or the result leads to, and return it."""
        found = _PATH.fullmatch(asked.expression.strip())
        if found is None:
            raise CommandRefused(
                "only what a path leads to can be set, such as $.order.total or $states.input.items[0]"
            )
        frame, value = self.frame_of(asked.frame_id), _read(asked.value)
        scope = {"input": "Input", "result": "Result"}.get(found[1] or "")
        data = {name: shown for name, shown in self._scopes_of(frame) if scope is None or name == scope}
        shown = next((each for each in data.values() if each.target is not None), Shown(None))
        steps = [name or int(index) for name, index in _STEP.findall(found[2])]
        return self._change(shown, shown.whole_at(steps, value), value)

    def _change(self, shown: Shown, whole: Json, value: Json) -> Changed:
        target: Literal["input", "result"] = "input" if shown.target == "input" else "result"
        fork = self._debuggee.edit(shown.thread, target, whole)
        return Changed(self._references.described(Shown(value)), fork)

    def data_breakpoint_info(self, asked: a.DataBreakpointInfo) -> dict[str, Any]:
        """Return what a data breakpoint on a variable, or on an expression, would watch."""
        expression: str | None = asked.name
        if asked.variables_reference is not None:
            children = dict(self._references.get(asked.variables_reference).children())
            expression = children[asked.name].expression if asked.name in children else None
        if expression is None or not _LOOKS_LIKE_EXPRESSION.match(expression):
            return {"dataId": None, "description": f"no expression leads to {asked.name}"}
        return {
            "dataId": data_id(expression),
            "description": f"{expression}, where a state begins or ends",
            "accessTypes": ["write"],
            "canPersist": True,
        }

    def exception_info(self) -> dict[str, Any]:
        """Return the error that the execution stands at."""
        run = self._debuggee.run
        events = run.record.events[: run.position.sequence]
        thread = run.position.thread
        failed = next(
            (each for each in reversed(events) if isinstance(each, StateFailed) and each.thread == thread), None
        )
        if failed is None:
            raise CommandRefused("the execution does not stand at an error")
        return {
            "exceptionId": failed.error or "an error without a name",
            "description": failed.cause or "",
            "breakMode": "always",
            "details": {"typeName": failed.error or "", "message": failed.cause or ""},
        }

    def evaluate(self, asked: a.Evaluate) -> dict[str, Any]:
        """Return the value of an expression; raise ``CommandRefused`` where it has none."""
        expression = asked.expression
        if asked.context == "hover":  # what the editor takes for a word: perhaps with the quotes around it
            expression = expression.strip().strip("\"',")
            if not _LOOKS_LIKE_EXPRESSION.match(expression):
                raise CommandRefused("this is no expression")
        value = self._value(expression, self.frame_of(asked.frame_id))
        described = self._references.described(Shown(value))
        del described["value"]
        text = json_text(value) if asked.context == "clipboard" else text_of(value)
        return {"result": text, **described}

    def complete(self, asked: a.Completions) -> dict[str, Any]:
        """Return the members of what stands before the cursor."""
        text = asked.text.split("\n")[asked.line - self._first_line if asked.line is not None else 0]
        text = text[: asked.column - self._first_column]
        found = _MEMBER.search(text)
        if found is None:
            return {"targets": []}
        frame = self.frame_of(asked.frame_id)
        typed = found[2] if found[3] is None else found[3]
        names = self._members(found[1], frame) if found[3] is None else self._beginnings(frame)
        start = len(text) - len(typed) + self._first_column
        return {
            "targets": [
                {"label": name, "type": "property", "start": start, "length": len(typed)}
                for name in names
                if name.startswith(typed)
            ]
        }

    def _members(self, expression: str, frame: Frame) -> list[str]:
        try:
            value = self._value(expression, frame)
        except CommandRefused:
            return []
        return [name for name in value if name.isidentifier()] if isinstance(value, dict) else []

    def _beginnings(self, frame: Frame) -> list[str]:
        return ["$", "$$", "$states", *(f"${name}" for name in self._scopes(frame.thread).variables)]

    def _value(self, expression: str, frame: Frame) -> Json:
        driver = self._debuggee.run.driver
        try:
            return evaluate(driver.machine, self.snapshot, frame.thread, expression, evaluator=driver.evaluator)
        except ScopeError as error:
            raise CommandRefused(error.message) from None

    def _scopes(self, thread: str) -> m.Scopes:
        run = self._debuggee.run
        return scopes_view(run, run.position.sequence, thread)

    def _scopes_of(self, frame: Frame) -> Iterator[tuple[str, Shown]]:
        if not frame.path:
            yield "Execution", Shown(self._execution())
            return
        scopes = self._scopes(frame.thread)
        if scopes.input is not None:
            yield "Input", self._changeable(frame, "input", scopes.input, "$states.input")
        stages = {stage.name: _stage_value(stage) for stage in scopes.stages}
        if stages:
            yield "Stages", Shown(stages)
        if scopes.result is not None:
            yield "Result", self._changeable(frame, "result", scopes.result, "$states.result")
        if scopes.output is not None:
            yield "Output", Shown(_parsed(scopes.output), "$states.output")
        variables = {name: _parsed(value) for name, value in scopes.variables.items()}
        yield "Variables", Shown({f"${name}": value for name, value in variables.items()}, "")
        if scopes.context is not None:
            yield "Context", Shown(_parsed(scopes.context), "$states.context")

    def _changeable(self, frame: Frame, target: str, value: m.ValueText, expression: str) -> Shown:
        """Return a value that can be set, where it can: at the cursor, in the focused thread."""
        run, data = self._debuggee.run, _parsed(value)
        if frame.thread != run.position.thread or editable(run.record, run.stance) != target:
            return Shown(data, expression)
        return Shown(data, expression, frame.thread, target, data)

    def _execution(self) -> dict[str, Json]:
        snapshot = self.snapshot
        shown: dict[str, Json] = {"status": snapshot.status}
        if snapshot.execution is not None:
            shown["input"] = snapshot.execution.input
        if snapshot.status == "SUCCEEDED":
            shown["output"] = snapshot.output
        elif snapshot.status != "RUNNING":
            shown |= {"error": snapshot.error, "cause": snapshot.cause}
        return shown


def _parsed(value: m.ValueText) -> Json:
    return parse_json(value.text or "null")


def _stage_value(stage: m.Stage) -> Json:
    return f"{stage.error}" if stage.value is None else _parsed(stage.value)


def _read(text: str) -> Json:
    try:
        return parse_json(text)
    except JsonTextError as error:
        raise CommandRefused(
            f'the value is no JSON: {error}; a text goes in double quotes, such as "{text[:20]}"'
        ) from None
