"""A file given another content at once, if it still has the one that is expected; or made, if there is none.

The new content is written into a file beside it, and the two change places. Where the system can exchange them in one
step (Linux), what stood there until the very last moment is looked at afterwards, and put back if it is another's:
nothing that somebody else wrote is lost, however close their write was. Elsewhere it is looked at right before.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_HERE: Final = -100
_EXCHANGE: Final = 2
_CANNOT: Final = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


class NotExpected(Exception):
    """The file has another content than the expected one, or is gone, or there already."""


def replace_file(path: Path, content: bytes, expected: bytes) -> None:
    """Give a file ``content`` in the place of ``expected``; raise :class:`NotExpected`, or ``OSError``."""
    with _turn(path.parent), _beside(path, content, 0o600) as new:
        try:
            if path.read_bytes() != expected:
                raise NotExpected(str(path))
            _keep_rights(path, new)
            if _exchange(new, path):
                _check_out(path, new, content, expected)
            elif path.read_bytes() != expected:
                raise NotExpected(str(path))
            else:
                os.replace(new, path)
        except FileNotFoundError:
            raise NotExpected(str(path)) from None
    _make_last(path.parent)


def create_file(path: Path, content: bytes) -> None:
    """Make a file with ``content``; raise :class:`NotExpected` where there is one by now, or ``OSError``."""
    with _turn(path.parent), _beside(path, content, 0o666) as new:
        try:
            os.link(new, path)
        except FileExistsError:
            raise NotExpected(str(path)) from None
        except OSError:
            if path.exists():
                raise NotExpected(str(path)) from None
            os.replace(new, path)
    _make_last(path.parent)


@contextlib.contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Wait for one's turn to write in ``folder``: among those who write by this module, in this process or another.

    Without it a third writer could take for true what two others have exchanged and are about to put back. Where a
    folder cannot be locked, writers go without.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _beside(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Write ``content`` into a file beside ``path``, which is gone afterwards."""
    name = path.with_name(f".{path.name[:100]}.{os.getpid()}-{threading.get_ident()}.saving")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(name)
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield name
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _check_out(path: Path, old: Path, content: bytes, expected: bytes) -> None:
    """Look at what stood at ``path`` and is at ``old`` now; put it back if it is not what was expected."""
    with contextlib.suppress(OSError):
        if old.read_bytes() == expected:
            return
    _exchange(old, path)
    with contextlib.suppress(OSError):
        if old.read_bytes() != content:
            # Written in the instant between the two exchanges: kept under a name of its own.
            os.replace(old, path.with_name(f"{path.name}.kept"))
    raise NotExpected(str(path))


def _exchange(left: Path, right: Path) -> bool:
    """Let two files change places in one step; return whether the system can."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_HERE, os.fsencode(left), _HERE, os.fsencode(right), _EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in _CANNOT:
        return False
    raise OSError(error, os.strerror(error), str(right))


def _keep_rights(path: Path, new: Path) -> None:
    """Give the new file the rights of the old one, and its owner where that is allowed."""
    old = path.stat()
    with contextlib.suppress(OSError):
        os.chown(new, old.st_uid, old.st_gid)
    os.chmod(new, stat.S_IMODE(old.st_mode))


def _make_last(folder: Path) -> None:
    """Let the change of names outlast a loss of power, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
