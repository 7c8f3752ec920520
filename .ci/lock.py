"""Writes the lock files: ``.venv/bin/python .ci/lock.py [--upgrade]``, as `make lock` does.

Python: four files for pip, for every platform at once, with hashes and without a host: what the server needs
(requirements.lock), that and the tools (requirements-dev.lock), Node for machines without one
(requirements-node.lock), and the command line of AWS for the tests (requirements-aws-cli.lock). npm: package-lock.json,
from which the links to sponsors are taken, so that it names no host.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = [str(ROOT / ".venv" / "bin" / "uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
STYLE = ["--python-version", "3.11", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
HOW = ["--custom-compile-command", "make lock"]


def main(options: list[str]) -> None:
    """Bring all lock files up to date; with --upgrade, to the newest versions."""
    compile_lock("requirements.lock", ["pyproject.toml", "--group", "build", *options])
    compile_lock("requirements-dev.lock", ["pyproject.toml", "--group", "dev", "-c", "requirements.lock", *options])
    compile_lock("requirements-node.lock", ["--group", "pyproject.toml:node", *options])
    compile_lock("requirements-aws-cli.lock", ["--group", "pyproject.toml:aws-cli", *options])
    run(["npm", "update" if "--upgrade" in options else "install", "--package-lock-only", "--loglevel=error"])
    forget_sponsors(ROOT / "package-lock.json")


def compile_lock(name: str, arguments: list[str]) -> None:
    """Resolve into one file; uv keeps the versions that it finds there unless told to upgrade."""
    run([*UV, *STYLE, *HOW, *arguments, "--output-file", name])


def forget_sponsors(path: Path) -> None:
    """Drop the funding links: they are the only addresses that npm writes here."""
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def run(command: list[str]) -> None:
    """Run a command in the checkout and end when it fails."""
    status = subprocess.call(command, cwd=ROOT)
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main(sys.argv[1:])
