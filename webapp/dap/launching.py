"""What ``launch`` starts: the file read, made ready and run in this process, in a store that is forgotten afterwards.

Naming a file is consent to its code, as with ``statewalk run``; ``runCode: false`` runs none.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from webapp.asl import Machine
from webapp.dap.arguments import Launch
from webapp.dap.program import Program
from webapp.debugger import Begin, Breakpoint, Continue
from webapp.documents import Folder
from webapp.engine import AnyEvent
from webapp.executions import (
    CannotRun,
    CommandRefused,
    Executions,
    Identity,
    Prepared,
    Run,
    find_machine,
    new_execution_id,
    prepare,
)
from webapp.executions import Launch as Start
from webapp.executions.session import Stance
from webapp.items import storage_for
from webapp.messages import protocol as m
from webapp.messages.forks import ForkRequest
from webapp.store import MemoryStore
from webapp.tasks import MockBook, MockProblem
from webapp.values import Json, json_text

_CASE: Final = "launch"

Told = Callable[[Run, Sequence[AnyEvent]], None]
"""Is told, on some other thread, that a run has recorded these events, and perhaps stands elsewhere."""


class CannotLaunch(Exception):
    """What ``launch`` asks for cannot be started; the message says why and where."""


class Debuggee:
    """A program, and the executions of it that were started one after the other."""

    def __init__(self, arguments: Launch, told: Told) -> None:
        """Read the program and all that ``arguments`` name; raise :class:`CannotLaunch`. Nothing runs yet."""
        self._arguments = arguments
        self._file = Path(arguments.program)
        self._text = _text_of(self._file)
        self._input = _input_of(arguments)
        self._prepared = self._prepare()
        machine = find_machine(self._prepared.host, arguments.machine)
        self.program = Program(self._file, self._prepared, machine)
        self._pointer = machine.pointer
        self._book = _mocks_of(arguments, self._prepared)
        self._told = told
        self._run: Run | None = None

    @property
    def run(self) -> Run:
        """The execution that is debugged: the one last started, or its fork. Before that, ``CommandRefused``."""
        if self._run is None:
            raise CommandRefused("nothing runs yet")
        return self._run

    @property
    def has_begun(self) -> bool:
        """Whether anything was started."""
        return self._run is not None

    @property
    def machine(self) -> Machine:
        """What runs."""
        return self._prepared.machine

    def start(self, breakpoints: tuple[Breakpoint, ...]) -> None:
        """Start an execution, which stops at these; raise :class:`CannotLaunch`."""
        asked = self._arguments
        identity = Identity.of(new_execution_id(), self._prepared.name)
        start = Start(
            identity,
            self._prepared,
            self._text,
            self._input,
            file_name=self._file.name,
            machine=self._pointer,
            values=asked.values,
            folder=str(self._file.resolve().parent),
            mock_case=_CASE,
            clock=asked.clock,
            unattended=False,
        )
        stance = Stance(rule=Begin() if asked.stop_on_entry else Continue(), breakpoints=breakpoints)
        try:
            self.executions.launch(start, stance=Stance() if asked.no_debug else stance)
        except CannotRun as error:
            raise CannotLaunch(error.message) from None
        self._run = self.executions.run(identity.id)

    def edit(self, thread: str, target: Literal["input", "result"], value: Json) -> str | None:
        """Replace a value where the execution stands; in its past, in a fork, whose name is returned."""
        request = m.EditValueRequest(thread=thread, target=target, value=json_text(value))
        fork = self.executions.edit(self.run.id, request).fork
        return self._turn_to(fork) if fork is not None else None

    def restart_frame(self, thread: str) -> str:
        """Fork where ``thread`` entered the state that it is in; return the fork's name."""
        return self._turn_to(self.executions.fork(self.run.id, ForkRequest(restart_frame=thread)))

    def _turn_to(self, fork: m.ExecutionView) -> str:
        """Have a fork be what is debugged."""
        self._run = self.executions.run(fork.id)
        return f"{fork.fork_name} at event {fork.forked_at}"

    @cached_property
    def executions(self) -> Executions:
        """The executions of the program, and of what its Tasks start."""
        return self._make()

    def close(self) -> None:
        """End the threads and the handlers' processes."""
        if self._run is not None:
            self.executions.close()

    def _prepare(self) -> Prepared:
        asked = self._arguments
        folder = self._file.resolve().parent
        read = Folder(folder).beside(folder)
        try:
            return prepare(self._text, self._file.name, asked.machine, asked.values, self._input, read=read)
        except CannotRun as error:
            place = f":{error.line}:{error.column}" if error.line is not None else ""
            raise CannotLaunch(f"{self._file}{place}: {error.message}") from None

    def _make(self) -> Executions:
        def mocks(name: str, case: str, machine: Machine) -> MockBook:
            return self._book if case == _CASE else MockBook({})

        folder = Path(self._arguments.s3_folder) if self._arguments.s3_folder is not None else None
        return Executions(
            MemoryStore(),
            _Announcer(self._told),
            allow_code=self._arguments.run_code,
            mock_cases=mocks,
            quotas=self._arguments.quotas,
            storage=storage_for(folder),
        )


class _Announcer:
    """Hands on what runs tell; there are no pages."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def changed(self, run: Run, events: Sequence[AnyEvent]) -> None:
        self._told(run, events)

    def started(self, document: str, execution: str) -> None:
        pass

    def lines_changed(self, document: str, line: str, deleted: Sequence[str] = ()) -> None:
        pass

    def is_watched(self, document: str | None, execution: str) -> bool:
        return True


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this is no UTF-8 text"
        raise CannotLaunch(f"{file}: {reason}") from None


def _input_of(asked: Launch) -> str:
    """Return the text of the input: of ``inputFile``, or the JSON that ``input`` is."""
    if asked.input_file is not None:
        if asked.input is not msgspec.UNSET:
            raise CannotLaunch("launch has both input and inputFile: only one can be the execution's input")
        return _text_of(Path(asked.input_file))
    return "{}" if asked.input is msgspec.UNSET else json_text(asked.input)


def _mocks_of(asked: Launch, prepared: Prepared) -> MockBook:
    """Return the mocks: those in the file that ``mocks`` names, or the object that it is."""
    if asked.mocks is None:
        return MockBook({})
    source: Any = Path(asked.mocks) if isinstance(asked.mocks, str) else asked.mocks
    try:
        if asked.test_case is not None:
            return MockBook.load(source, machine=prepared.name, case=asked.test_case)
        return MockBook.load(source)
    except MockProblem as error:
        raise CannotLaunch(str(error)) from None
