"""``statewalk lsp``: the Language Server on standard input and output."""

import logging
import sys

import click


@click.command(epilog="Editors start it; docs/language-server.md says how.")
def lsp() -> None:
    """Serve editors as a Language Server, over standard input and output.

    Completion, hover, definitions, references, rename, outline, problems and fixes for *.asl.json, *.asl.yaml and the
    machines in serverless.yml. It reads what the editor shows it, and runs none of it.
    """
    from webapp.lsp.server import make_server

    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    make_server().start_io()
