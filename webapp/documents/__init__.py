"""What the page asks about texts: their analysis, edits to them, the examples and the files of a served folder.

Use cases only: they join the language, the importers, the graph and the edits, and speak in messages.
"""

from webapp.documents.analyse import analyse
from webapp.documents.converting import convert_text
from webapp.documents.desk import DocumentDesk, VersionMissing, change_of
from webapp.documents.drawing import NothingToDraw, Theme, drawing, layout_of, machine_of
from webapp.documents.edits import copy_text, edit_text
from webapp.documents.examples import Example, examples, find_example
from webapp.documents.findings import FileFindings, Finding, Source, find_problems, sources_of
from webapp.documents.folder import Folder
from webapp.documents.folder_files import CannotMerge, FolderFiles
from webapp.documents.opened import OpenedFolder, OpenedMachine
from webapp.documents.palette import palette
from webapp.documents.shapes import data_shapes
from webapp.documents.shared_text import SharedTexts, edit_views
from webapp.documents.source_file import SourceChanged, SourceUnwritable
from webapp.documents.versions import Versions

__all__ = [
    "CannotMerge",
    "DocumentDesk",
    "Example",
    "FileFindings",
    "Finding",
    "Folder",
    "FolderFiles",
    "NothingToDraw",
    "OpenedFolder",
    "OpenedMachine",
    "SharedTexts",
    "Source",
    "SourceChanged",
    "SourceUnwritable",
    "Theme",
    "VersionMissing",
    "Versions",
    "analyse",
    "change_of",
    "convert_text",
    "copy_text",
    "data_shapes",
    "drawing",
    "edit_text",
    "edit_views",
    "examples",
    "find_example",
    "find_problems",
    "layout_of",
    "machine_of",
    "palette",
    "sources_of",
]
