"""An edit command of the page, answered with edits in the page's own offsets."""

from webapp.asl import Document
from webapp.documents.offsets import Utf16Offsets
from webapp.editing import EditRefused, copy_states, edit
from webapp.formats import read_host
from webapp.messages import building
from webapp.messages import protocol as m


def edit_text(request: m.EditRequest) -> m.EditResponse:
    """Return the smallest edits that carry out the command; raise ``EditRefused`` saying why there are none."""
    edited = edit(_editable(request), request.machine, request.command)
    offsets = Utf16Offsets(request.text)
    return m.EditResponse(
        edits=[
            m.TextEdit(start=offsets.to_utf16(each.start), end=offsets.to_utf16(each.end), insert=each.insert)
            for each in edited.edits
        ],
        select=edited.select,
        selection=list(edited.selection),
        notes=list(edited.notes),
        moves=edited.moves,
        copies=list(edited.copies),
    )


def copy_text(request: building.CopyRequest) -> building.CopyResponse:
    """Return states as a text for the clipboard; raise ``EditRefused`` saying why there is none."""
    copied = copy_states(_editable(request), request.machine, request.paths)
    return building.CopyResponse(text=copied.text, format=copied.format, names=list(copied.names))


def _editable(request: m.EditRequest | building.CopyRequest) -> Document:
    """Return the document to edit; raise ``EditRefused`` where the definition is no object of it."""
    host = read_host(request.text, request.file_name, request.format)
    if host.kind == "terraform":
        raise EditRefused("This definition is Terraform, which is not edited here; edit the text.")
    for machine in host.machines:
        if machine.pointer == request.machine and machine.embedded is not None:
            raise EditRefused("This definition is text inside the file, which is not edited here; edit the text.")
    for unread in host.unreadable:
        if unread.pointer == request.machine:
            raise EditRefused(f"{unread.reason} Edit it there.")
    return host.document
