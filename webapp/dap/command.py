"""``statewalk dap``: the Debug Adapter on standard input and output, or for one client after the other on a port."""

import logging
import os
import socket
import sys

import click


@click.command(epilog="Editors start it; docs/vscode.md says how.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Listen on this port of 127.0.0.1 instead (0: any free one)."
)
def dap(port: int | None) -> None:
    """Serve editors as a Debug Adapter, over standard input and output.

    Breakpoints, stepping forwards and back, variables and expressions for the state machine of a file. Its handlers run
    as they stand: naming the file is consent to its code, unless runCode is false in the launch configuration.
    """
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    if port is None:
        _serve_streams()
    else:
        _serve_port(port)


def _serve_streams() -> None:
    """Speak over the process's own streams; whatever else prints goes to standard error."""
    from webapp.dap.adapter import Adapter
    from webapp.dap.framing import Connection

    incoming = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    Adapter(Connection(incoming, outgoing)).serve()


def _serve_port(port: int) -> None:
    """Serve one client after the other, until the process is ended."""
    from webapp.dap.adapter import Adapter
    from webapp.dap.framing import Connection

    with socket.create_server(("127.0.0.1", port)) as listening:
        click.echo(f"Listening on 127.0.0.1:{listening.getsockname()[1]}")
        while True:
            client, _ = listening.accept()
            with client, client.makefile("rb") as incoming, client.makefile("wb") as outgoing:
                Adapter(Connection(incoming, outgoing)).serve()
