"""An edit command of the page, answered with edits in the page's own offsets."""

from webapp.asl import read_text
from webapp.documents.offsets import Utf16Offsets
from webapp.editing import edit
from webapp.messages import protocol as m


def edit_text(request: m.EditRequest) -> m.EditResponse:
    """Return the smallest edits that carry out the command; raise ``EditRefused`` saying why there are none."""
    document = read_text(request.text, request.format, request.file_name)
    edited = edit(document, request.machine, request.command)
    offsets = Utf16Offsets(request.text)
    return m.EditResponse(
        edits=[
            m.TextEdit(start=offsets.to_utf16(each.start), end=offsets.to_utf16(each.end), insert=each.insert)
            for each in edited.edits
        ],
        select=edited.select,
    )
