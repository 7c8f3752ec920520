"""Where the cases of a document are kept: in the file beside the one that it was opened from, else with the document.

It is written whole, and only when a person changes a case; where the server may not write, a change is refused.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from webapp.documents import Folder
from webapp.formats import Neighbours, no_neighbours
from webapp.store import Document, Store
from webapp.suites.case import Suite, suite_json
from webapp.suites.files import SuiteUnreadable, case_file_names, read_suite_beside, read_suite_text
from webapp.suites.views import CaseRefused


@dataclass(frozen=True, slots=True)
class Kept:
    """The cases as they are kept: ``text`` as it stands, ``file`` its name where it is one beside the definition."""

    suite: Suite
    text: str
    origin: Literal["document", "file"]
    file: str = ""
    problem: str | None = None

    @property
    def seen(self) -> str:
        """What tells these cases from others."""
        return hashlib.sha256(f"{self.file}\n{self.text}".encode()).hexdigest()[:16]


class CaseKeeper:
    """Reads and writes the cases of documents."""

    def __init__(self, store: Store, folder: Folder | None, *, read_only: bool = False) -> None:
        """``folder`` is the served one; ``read_only``: nothing is written there."""
        self._store = store
        self._read_only = read_only
        self._folder = folder

    def kept(self, document: Document) -> Kept:
        """Return the cases of ``document``."""
        place = self._place(document)
        if place is None:
            return Kept(read_suite_text(document.cases, "cases.json"), document.cases, "document")
        name = case_file_names(place.name)[0]
        try:
            found = read_suite_beside(place.name, self.read(document))
        except SuiteUnreadable as error:
            return Kept(Suite(), "", "file", name, str(error))
        if found is None:
            return Kept(Suite(), "", "file", name)
        return Kept(found.suite, found.text, "file", found.name)

    def keep(self, document: Document, kept: Kept, suite: Suite) -> None:
        """Keep ``suite`` where ``kept`` was; raise :class:`CaseRefused` where that cannot be written."""
        place = self._place(document)
        text = json.dumps(suite_json(suite), ensure_ascii=False, indent=2) + "\n"
        if place is None:
            self._store.documents.keep_cases(document.id, text)
            return
        if self._read_only:
            raise CaseRefused(f"{kept.file} is not written: the server was started with --read-only.")
        if not kept.file.endswith(".json"):
            raise CaseRefused(f"{kept.file} is YAML, which would lose its comments and its form: change it by hand.")
        _write(place.parent / kept.file, text)

    def _place(self, document: Document) -> Path | None:
        """Return the file in the served folder that the document was opened from."""
        if document.source is None or self._folder is None:
            return None
        source = Path(document.source)
        return source if source.is_relative_to(self._folder.path) else None

    def read(self, document: Document) -> Neighbours:
        """Return what reads the files beside that of ``document``."""
        place = self._place(document)
        return self._folder.beside(place.parent) if place is not None and self._folder is not None else no_neighbours


def _write(file: Path, text: str) -> None:
    """Replace ``file``, whole or not at all."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CaseRefused(f"{file.name} cannot be written: {error.strerror}") from None
