"""The folder on disk where everything is kept. Only its owner may look into it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

PRIVATE: Final = 0o700
VARIABLE: Final = "STATEWALK_DATA_DIR"


class DataFolderUnusable(Exception):
    """The data folder cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """An existing private folder."""

    path: Path

    @property
    def database(self) -> Path:
        """The database's file, there or not."""
        return self.path / "statewalk.db"

    def size_bytes(self) -> int:
        """Return the bytes of all files in the folder."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


def open_data_folder(path: Path | None = None) -> DataFolder:
    """Return ``path``, or the folder of ``STATEWALK_DATA_DIR``, or the user's own, made and made private."""
    folder = path or default_path()
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        status = folder.stat()
        if status.st_uid != os.geteuid():
            raise DataFolderUnusable(f"the data folder {folder} belongs to another user: choose one with --data-dir")
        if status.st_mode & 0o777 != PRIVATE:
            folder.chmod(PRIVATE)
        # The database is private by itself too, so that a copy of the folder with looser permissions shows nothing.
        os.close(os.open(folder / "statewalk.db", os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DataFolderUnusable(
            f"the data folder {folder} cannot be used ({error.strerror}): choose one with --data-dir or {VARIABLE}"
        ) from error
    return DataFolder(folder.resolve())


def default_path() -> Path:
    """Return where the data folder is when nothing is said, whether it exists or not."""
    given = os.environ.get(VARIABLE)
    return Path(given).expanduser() if given else platformdirs.user_data_path("statewalk", appauthor=False)
