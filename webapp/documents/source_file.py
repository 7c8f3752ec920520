"""The file that a document came from: written whole or not at all, and never over what somebody else has written."""

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from webapp.documents.atomic import NotExpected, create_file, replace_file
from webapp.documents.folder import MAX_FILE_BYTES

_READ_ONLY: Final = "it is write-protected"


class SourceChanged(Exception):
    """The file is not what it was when it was read: somebody else has written it, or taken it away."""


class SourceUnreadable(Exception):
    """Something is there that cannot be read as text; the message says why."""


class SourceUnwritable(Exception):
    """The file cannot be written; the message says why."""


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_source(path: Path) -> str | None:
    """Return the text of the file, ``None`` where there is none; raise :class:`SourceUnreadable`."""
    content = _content(path)
    try:
        return None if content is None else content.decode("utf-8")
    except ValueError:
        raise SourceUnreadable("it is no UTF-8 text any more") from None


def write_source(path: Path, text: str, expected: str) -> None:
    """Write ``text``, if the file's fingerprint is ``expected``; raise :class:`SourceChanged`, or why it cannot be."""
    real = path.resolve()
    try:
        found = _content(real)
    except SourceUnreadable:
        raise SourceChanged(str(path)) from None
    if found is None or hashlib.sha256(found).hexdigest() != expected:
        raise SourceChanged(str(path))
    _write(path, real, text, found)


def overwrite_source(path: Path, text: str) -> None:
    """Write ``text`` in the place of what cannot be read, which somebody has decided to give up."""
    real = path.resolve()
    try:
        found = _content(real)
    except SourceUnreadable as error:
        raise SourceUnwritable(f"{path.name} cannot be written: {error}") from None
    _write(path, real, text, found)


def create_source(path: Path, text: str) -> None:
    """Write the file anew that somebody has taken away; raise :class:`SourceChanged` where there is one again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        create_file(path, text.encode("utf-8"))
    except NotExpected:
        raise SourceChanged(str(path)) from None
    except (OSError, UnicodeEncodeError) as error:
        raise SourceUnwritable(f"{path.name} cannot be written: {_reason(error)}") from None


def _write(path: Path, real: Path, text: str, found: bytes | None) -> None:
    try:
        content = text.encode("utf-8")
        if found is None:
            raise NotExpected(str(path))
        if found == content:
            return
        if not real.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(real, os.W_OK):
            raise SourceUnwritable(f"{path.name} cannot be written: {_READ_ONLY}")
        replace_file(real, content, found)
    except NotExpected:
        raise SourceChanged(str(path)) from None
    except (OSError, UnicodeEncodeError) as error:
        raise SourceUnwritable(f"{path.name} cannot be written: {_reason(error)}") from None


def _content(path: Path) -> bytes | None:
    """Return what a file holds; ``None`` where there is none. What is no file is never opened: a pipe would wait."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SourceUnreadable("it is no file any more")
        if status.st_size > MAX_FILE_BYTES:
            raise SourceUnreadable(f"it is larger than {MAX_FILE_BYTES:,} bytes")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SourceUnreadable(_reason(error)) from None


def _reason(error: OSError | UnicodeEncodeError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it has characters that are no text"
