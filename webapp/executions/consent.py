"""Whether the code of a folder may run on this machine: asked once per folder, and remembered."""

import threading
from typing import Final, Protocol

_PREFIX: Final = "consent:"


class KeptSettings(Protocol):
    """Where answers are kept."""

    def get(self, key: str) -> str | None:
        """Return what is kept under ``key``."""
        ...

    def set(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""
        ...


class Consents:
    """The answers so far. ``allow_code`` overrules them: ``False`` where code may never run."""

    def __init__(self, kept: KeptSettings, allow_code: bool | None) -> None:
        """Answers are read from and written to ``kept``."""
        self._kept = kept
        self._allow_code = allow_code
        self._guard = threading.Lock()

    @property
    def can_be_given(self) -> bool:
        """Tell whether answers count: nothing was decided when the server was started."""
        return self._allow_code is None

    def get(self, folder: str) -> bool | None:
        """Return the answer for ``folder``, ``None`` where nobody was asked."""
        if self._allow_code is not None:
            return self._allow_code
        kept = self._kept.get(_PREFIX + folder)
        return None if kept is None else kept == "yes"

    def set(self, folder: str, allow: bool) -> None:
        """Remember the answer for ``folder``."""
        with self._guard:
            self._kept.set(_PREFIX + folder, "yes" if allow else "no")

    def allows(self, folder: str) -> bool:
        """Tell whether the folder's code may run."""
        return self.get(folder) is True

    def why_not(self, folder: str) -> str:
        """Return why the folder's code does not run, as the end of a sentence."""
        if self._allow_code is not None:
            return "this server runs no code." if not self._allow_code else "this server runs the code of every folder."
        if self.get(folder) is None:
            return f"the code in {folder} has not been allowed to run yet."
        return f"the code in {folder} may not run."
