"""The file that a document came from: written whole or not at all, and never over what somebody else has written.

A write goes into a new file beside the old one, which then takes its place: whoever reads meanwhile finds the old text
or the new one, and so does a computer that lost its power.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path


class SourceChanged(Exception):
    """The file is not what it was when it was read: somebody else has written it, or taken it away."""


class SourceUnwritable(Exception):
    """The file cannot be written; the message says why."""


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_source(path: Path) -> str | None:
    """Return the text of the file, ``None`` where there is none or it is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None


def write_source(path: Path, text: str, expected: str) -> None:
    """Write ``text``, if the file's fingerprint is ``expected``; raise :class:`SourceChanged`, or why it cannot be."""
    real = path.resolve()
    found = read_source(real)
    if found is None or fingerprint(found) != expected:
        raise SourceChanged(str(path))
    if found == text:
        return
    try:
        _replace(real, text.encode("utf-8"))
    except (OSError, UnicodeEncodeError) as error:
        raise SourceUnwritable(f"{path.name} cannot be written: {_reason(error)}") from None


def merge(base: str, ours: str, theirs: str) -> str | None:
    """Return ``base`` with the changes that both made to its lines, ``None`` where they changed the same ones.

    Changes that touch are taken to be of the same lines, unless they are the same change. (The merge3 package would do
    this; its licence is not ours.)
    """
    lines = base.splitlines(keepends=True)
    changes = sorted({*_changes(lines, ours), *_changes(lines, theirs)})
    merged: list[str] = []
    at = 0
    for number, (start, end, new) in enumerate(changes):
        if number and start <= changes[number - 1][1]:
            return None
        merged += lines[at:start]
        merged += new
        at = end
    return "".join([*merged, *lines[at:]])


def _changes(base: list[str], text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the ranges of lines of ``base`` that ``text`` has others for."""
    lines = text.splitlines(keepends=True)
    for kind, start, end, first, last in SequenceMatcher(None, base, lines, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, end, tuple(lines[first:last])


def _replace(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".saving")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(path.stat().st_mode))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _reason(error: OSError | UnicodeEncodeError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it has characters that are no text"
