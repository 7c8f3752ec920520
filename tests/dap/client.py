"""An editor's end of the Debug Adapter Protocol: a real ``statewalk dap`` over its standard input and output."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

LAST_WORDS = 20


class Client:
    """One session. Events are kept until they are asked for, in their order."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._last = 0
        self.events: list[dict[str, Any]] = []
        self.program: Path | None = None
        self.thread = 1

    # --- the protocol ------------------------------------------------------------------------------------------

    def answer(self, command: str, **arguments: Any) -> Any:
        """Return the response to a request, be it a refusal."""
        self._last += 1
        self._send({"seq": self._last, "type": "request", "command": command, "arguments": arguments})
        while True:
            message = self._receive()
            if message["type"] == "response":
                assert message["request_seq"] == self._last
                return message
            self.events.append(message)

    def ask(self, command: str, **arguments: Any) -> Any:
        """Return the body of a response; the request must succeed."""
        response = self.answer(command, **arguments)
        assert response["success"], response
        return response.get("body")

    def told(self, event: str) -> Any:
        """Return the body of the next event of this name; those before it are forgotten."""
        while True:
            while self.events:
                message = self.events.pop(0)
                if message["event"] == event:
                    return message.get("body")
            self.events.append(self._receive())

    def outputs(self, event: str) -> list[str]:
        """Return what is put out until the next event of this name, which is kept."""
        found: list[str] = []
        at = 0
        while True:
            if at == len(self.events):
                self.events.append(self._receive())
            message = self.events[at]
            if message["event"] == event:
                return found
            if message["event"] == "output":
                found.append(message["body"]["output"].rstrip("\n"))
            at += 1

    # --- as an editor does it ----------------------------------------------------------------------------------

    def launch(self, program: Path, lines: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
        """Go from ``initialize`` to ``configurationDone``, and return what the breakpoints on ``lines`` became."""
        self.ask("initialize", adapterID="statewalk", linesStartAt1=True, columnsStartAt1=True)
        filters = more.pop("filters", {})
        names = more.pop("names", [])
        self.program = program
        self.ask("launch", program=str(program), **more)
        self.told("initialized")
        body: dict[str, Any] = self.ask("setBreakpoints", source={"path": str(program)}, breakpoints=lines or [])
        if names:
            self.ask("setFunctionBreakpoints", breakpoints=[{"name": name} for name in names])
        if filters:
            self.ask("setExceptionBreakpoints", **filters)
        self.ask("configurationDone")
        return body

    def stopped(self) -> Any:
        """Return the next ``stopped`` event; its thread is the one that is stepped from then on."""
        body = self.told("stopped")
        self.thread = body["threadId"]
        return body

    def go(self, command: str, **more: Any) -> str:
        """Move the focused thread and return where it stops, as ``frame:line``."""
        self.ask(command, threadId=self.thread, **more)
        self.stopped()
        return self.place()

    def place(self) -> str:
        """Return the innermost frame of the focused thread, with its line."""
        frame = self.frames()[0]
        return f"{frame['name']}:{frame['line']}"

    def frames(self, thread: int | None = None) -> list[dict[str, Any]]:
        """Return the frames of a thread, by default the focused one."""
        found: list[dict[str, Any]] = self.ask("stackTrace", threadId=thread or self.thread)["stackFrames"]
        return found

    def scopes(self, level: int = 0) -> dict[str, int]:
        """Return the references of the scopes of a frame, by name."""
        rows = self.ask("scopes", frameId=self.frames()[level]["id"])["scopes"]
        return {row["name"]: row["variablesReference"] for row in rows}

    def variables(self, reference: int, **more: Any) -> dict[str, Any]:
        """Return the values behind a reference, by name."""
        rows = self.ask("variables", variablesReference=reference, **more)["variables"]
        return {row["name"]: row["value"] for row in rows}

    def value(self, expression: str, context: str = "watch") -> Any:
        """Return what an expression evaluates to in the innermost frame."""
        body = self.ask("evaluate", expression=expression, context=context, frameId=self.frames()[0]["id"])
        return body["result"]

    def _send(self, message: Any) -> None:
        body = json.dumps(message).encode()
        self._outgoing.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._outgoing.flush()

    def _receive(self) -> Any:
        length = 0
        while line := self._incoming.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the adapter has ended"
        return json.loads(self._incoming.read(length))


@contextmanager
def debugging() -> Iterator[Client]:
    """An adapter in a process of its own, ended as editors end it."""
    command = [sys.executable, "-m", "webapp.cli", "dap"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        client = Client(process.stdout, process.stdin)
        try:
            yield client
            client.ask("disconnect")
            assert process.wait(timeout=LAST_WORDS) == 0
        finally:
            process.kill()
