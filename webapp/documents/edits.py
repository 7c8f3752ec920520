"""An edit command of the page, answered with edits in the page's own offsets."""

from collections.abc import Callable

from webapp.documents.analyse import analyse
from webapp.documents.inside import Inside
from webapp.documents.offsets import Utf16Offsets
from webapp.editing import Edited, EditRefused, FormatText, apply, copy_states, edit
from webapp.formats import Host, Neighbours, UnreadableMachine, no_neighbours, read_host
from webapp.messages import building
from webapp.messages import protocol as m


def edit_text(
    request: m.EditRequest, read: Neighbours = no_neighbours, done: Callable[[str], None] = lambda stage: None
) -> m.EditResponse:
    """Return the smallest edits that carry out the command; raise ``EditRefused`` saying why there are none.

    ``read`` and ``done`` are for the analysis that may be asked for: see :func:`webapp.documents.analyse.analyse`.
    """
    host, inside = _opened(request)
    if isinstance(request.command, FormatText) and host.kind == "terraform":
        raise EditRefused("Files of Terraform are not laid out here: `terraform fmt` does that.")
    if inside is None or isinstance(request.command, FormatText):  # the whole file is laid out anew
        edited = edit(host.document, request.machine, request.command)
    else:
        edited = inside.edit(request.command)
    offsets = Utf16Offsets(request.text)
    done("edit")
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
        analysis=_analysis(request, request.analyse, edited, read, done) if request.analyse is not None else None,
    )


def _analysis(
    request: m.EditRequest, how: m.AnalyseAlso, edited: Edited, read: Neighbours, done: Callable[[str], None]
) -> m.Analysis:
    after = m.AnalyseRequest(
        text=apply(request.text, edited.edits),
        format=request.format,
        file_name=request.file_name,
        machine=request.machine,
        values=how.values,
        folder=how.folder,
        direction=how.direction,
        collapsed=how.collapsed,
    )
    return analyse(after, read, done)


def copy_text(request: building.CopyRequest) -> building.CopyResponse:
    """Return states as a text for the clipboard; raise ``EditRefused`` saying why there is none."""
    host, inside = _opened(request)
    if inside is None:
        copied = copy_states(host.document, request.machine, request.paths)
    else:
        copied = copy_states(inside.document, "", request.paths)
    return building.CopyResponse(text=copied.text, format=copied.format, names=list(copied.names))


def _opened(request: m.EditRequest | building.CopyRequest) -> tuple[Host, Inside | None]:
    """Return the file, and its definition where that is text inside it; raise ``EditRefused`` where it is elsewhere."""

    def read(text: str) -> Host:
        return read_host(text, request.file_name, request.format)

    host = read(request.text)
    for machine in host.machines:
        if machine.pointer == request.machine and machine.embedded is not None:
            return host, Inside(host, machine, read)
    for unread in host.unreadable:
        if request.machine == unread.pointer or request.machine.startswith(f"{unread.pointer}/"):
            raise EditRefused(_why_unread(unread))
    if host.kind == "terraform":
        raise EditRefused(
            "This definition is written in Terraform's own language, which is not edited here; edit the text, or let "
            "it stand in a file of its own, read by file(…) or templatefile(…)."
        )
    return host, None


def _why_unread(unread: UnreadableMachine) -> str:
    if unread.file is not None:
        return f"This definition stands in {unread.file}: open that file to edit it."
    return f"{unread.reason} Edit the text."
