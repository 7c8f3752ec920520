"""One client: requests in, responses and events out, all on one thread.

What the client asks and what the execution tells wait in one queue, so a response always goes before the events that
the request brings about, and nothing here needs a lock.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from webapp.dap import arguments as a
from webapp.dap.breakpoints import CAPABILITIES as BREAKPOINTS
from webapp.dap.framing import BadFrame, Connection
from webapp.dap.launching import CannotLaunch, Debuggee
from webapp.dap.session import Body, Happened, Requests, Session
from webapp.dap.telling import Teller
from webapp.engine import AnyEvent
from webapp.executions import CommandRefused, Run

log = logging.getLogger(__name__)

CAPABILITIES: Final = {
    **BREAKPOINTS,
    "supportsConfigurationDoneRequest": True,
    "supportsStepBack": True,
    "supportsStepInTargetsRequest": True,
    "supportsGotoTargetsRequest": True,
    "supportsRestartFrame": True,
    "supportsSetVariable": True,
    "supportsSetExpression": True,
    "supportsEvaluateForHovers": True,
    "supportsClipboardContext": True,
    "supportsCompletionsRequest": True,
    "completionTriggerCharacters": [".", "$"],
    "supportsRestartRequest": True,
    "supportsTerminateRequest": True,
    "supportsDelayedStackTraceLoading": False,
}


class _Gone(NamedTuple):
    """The client is gone; ``why`` is empty where it just ended."""

    why: str = ""


class Adapter:
    """All that one client asks, from its first message to its last."""

    def __init__(self, connection: Connection) -> None:
        """Nothing is read yet."""
        self._connection = connection
        self._inbox: queue.SimpleQueue[dict[str, Any] | Happened | _Gone] = queue.SimpleQueue()
        self._client = a.Initialize()
        self._session: Session | None = None
        self._ended = False
        self._teller = Teller(connection)
        self._afterwards: list[Callable[[], None]] = []
        self._requests: Requests = {
            "initialize": (a.Initialize, self._initialize),
            "launch": (a.Launch, self._launch),
            "disconnect": (a.Disconnect, self._disconnect),
        }

    def serve(self) -> None:
        """Answer until the client disconnects or is gone."""
        threading.Thread(target=self._read, name="dap-reader", daemon=True).start()
        try:
            while not self._ended:
                self._take(self._inbox.get())
        finally:
            if self._session is not None:
                self._session.close()

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
        self._inbox.put(Happened(run, events, run.stance, run.turn, list(run.driver.questions.values())))

    def _take(self, item: dict[str, Any] | Happened | _Gone) -> None:
        match item:
            case _Gone(why):
                if why:
                    self._teller.complain(f"the connection is given up: {why}")
                self._ended = True
            case Happened():
                if self._session is not None:
                    self._session.heard(item)
            case dict():
                if item.get("type") == "request":
                    self._answer(item)

    def _answer(self, request: dict[str, Any]) -> None:
        command = str(request.get("command"))
        answer: dict[str, Any] = {"type": "response", "request_seq": request.get("seq", 0), "command": command}
        try:
            body = self._carry_out(command, request.get("arguments") or {})
        except (CommandRefused, CannotLaunch) as refused:
            self._refuse(answer, str(refused))
        except Exception as error:
            log.exception("the request %s went wrong", command)
            self._refuse(answer, f"something went wrong inside Statewalk: {type(error).__name__}: {error}")
        else:
            self._connection.send({**answer, "success": True, **({} if body is None else {"body": body})})
        while self._afterwards:
            self._afterwards.pop(0)()

    def _refuse(self, answer: dict[str, Any], why: str) -> None:
        error = {"id": 1, "format": why.replace("{", "{{"), "showUser": True}
        self._connection.send({**answer, "success": False, "message": why, "body": {"error": error}})

    def _carry_out(self, command: str, arguments: Any) -> Body:
        found = self._requests.get(command)
        if found is None:
            if self._session is None:
                raise CommandRefused(f"{command} is refused: nothing was launched yet")
            raise CommandRefused(f"statewalk does not know the request {command}")
        type, handle = found
        try:
            return handle(msgspec.convert(arguments, type))
        except msgspec.ValidationError as error:
            raise CommandRefused(f"{command}: {error}") from None

    def _initialize(self, asked: a.Initialize) -> Body:
        self._client = asked
        return dict(CAPABILITIES)

    def _launch(self, asked: a.Launch) -> Body:
        if self._session is not None:
            raise CommandRefused("something was launched already: disconnect first")
        debuggee = Debuggee(asked, self._hear)
        stays = asked.stop_at_end and not asked.no_debug
        self._session = Session(debuggee, self._client, self._teller, self._afterwards, stays_at_end=stays)
        self._requests |= self._session.requests()
        self._afterwards.append(lambda: self._teller.event("initialized"))
        return None

    def _disconnect(self, asked: a.Disconnect) -> Body:
        self._ended = True
        return None
