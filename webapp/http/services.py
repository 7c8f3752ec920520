"""What the routes work with; the application puts it together once."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from webapp.aws_api import AwsApi
from webapp.documents import DocumentDesk, Folder, FolderFiles, SharedTexts, Versions
from webapp.executions import Executions, Shares
from webapp.settings import Settings
from webapp.suites import SuiteDesk

if TYPE_CHECKING:
    from webapp.http.security import Gate


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of one server."""

    settings: Settings
    gate: "Gate"
    desk: DocumentDesk
    texts: SharedTexts
    versions: Versions
    files: FolderFiles
    folder: Folder | None
    executions: Executions
    shares: Shares
    suites: SuiteDesk
    aws: AwsApi
    static_folder: Path


def services() -> Services:
    """Return the parts of the server that handles the current request."""
    found = current_app.extensions["statewalk"]
    assert isinstance(found, Services)
    return found
