"""An editor that talks to a real ``statewalk lsp``: JSON-RPC over the process's standard input and output."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Editor:
    """One connection; what the server sends by itself is kept until it is asked for."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._last = 0
        self._told: list[dict[str, Any]] = []

    def start(self, **capabilities: Any) -> Any:
        completion = {"completionItem": {"snippetSupport": True}}
        document = {"completion": completion, "rename": {"prepareSupport": True}}
        more = {"textDocument": document, **capabilities}
        about = {"name": "Visual Studio Code"}
        answer = self.ask("initialize", {"processId": None, "rootUri": None, "clientInfo": about, "capabilities": more})
        self.tell("initialized", {})
        return answer["capabilities"]

    def ask(self, method: str, params: Any) -> Any:
        """Return the result of a request."""
        answer = self.answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, method: str, params: Any) -> Any:
        self._last += 1
        self._send({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._last and "method" not in message:
                return message
            self._told.append(message)

    def tell(self, method: str, params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def told(self, method: str) -> Any:
        """Return what the server next says by itself with ``method``."""
        while True:
            for index, message in enumerate(self._told):
                if message.get("method") == method:
                    return self._told.pop(index)["params"]
            self._told.append(self._receive())

    def open(self, uri: str, text: str) -> Any:
        """Open a file and return its diagnostics."""
        item = {"uri": uri, "languageId": "json", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return self.told("textDocument/publishDiagnostics")["diagnostics"]

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", {**place, **more})

    def _send(self, message: Any) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> Any:
        out = self._process.stdout
        assert out is not None
        length = 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        return json.loads(out.read(length))


@contextmanager
def editor() -> Iterator[Editor]:
    """A server in a process of its own, ended as editors end it."""
    command = [sys.executable, "-m", "webapp.cli", "lsp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        made = Editor(process)
        try:
            yield made
            made.ask("shutdown", None)
            made.tell("exit", None)
            process.wait(timeout=20)
        finally:
            process.kill()
