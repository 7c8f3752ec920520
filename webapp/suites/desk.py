"""The cases of the documents on the desk: found, kept, run.

The test cases that the server's mock file has for the machine stand beside them, with the document's input.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from webapp.debugger import point_of, points_of
from webapp.documents import Folder
from webapp.executions import CannotRun, Executions, Prepared, find_machine, parse_input, prepare
from webapp.formats import HostMachine, parse_machine, read_host
from webapp.items import Storage
from webapp.messages import cases as m
from webapp.messages.protocol import ExecutionView, StartRequest
from webapp.store import Document, NotFound, Store
from webapp.suites.as_pytest import as_pytest, pytest_file_name
from webapp.suites.case import Case, Expectation
from webapp.suites.case_mocks import config_cases, plain_mocks
from webapp.suites.gaps import NotFilled, fill_gap
from webapp.suites.keeping import CaseKeeper, Kept
from webapp.suites.lines import placed_points
from webapp.suites.recorded import NothingRecorded, as_it_repeats, case_of_record, mock_config_of_record
from webapp.suites.running import Tested, run_case
from webapp.suites.views import CaseRefused, case_of, case_text, case_view, point_view, ran_view, written_json
from webapp.suites.wildcards import ANY
from webapp.tasks import MockConfigFile, MockProblem, is_mock_config, read_mock_file
from webapp.values import Json, JsonTextError, json_text, parse_json


class CasesChanged(Exception):
    """Somebody else changed the cases meanwhile."""


class SuiteDesk:
    """The cases of one server's documents. Safe for several threads: what is changed at once is refused to one."""

    def __init__(
        self,
        store: Store,
        executions: Executions,
        folder: Folder | None = None,
        mock_config: MockConfigFile | None = None,
        storage: Storage | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        """``folder`` is the served one, which is not written where it is ``read_only``; ``mock_config`` a mock file."""
        self._store = store
        self._executions = executions
        self._keeper = CaseKeeper(store, folder, read_only=read_only)
        self._mock_config = mock_config
        self._storage = storage

    def view(self, document_id: str, request: m.SuiteRequest) -> m.SuiteView:
        """Return the cases of a document; raise ``NotFound``."""
        document = self._document(document_id)
        kept = self._keeper.kept(document)
        host = read_host(request.text, document.file_name, None, request.values, self._keeper.read(document))
        machine = next((each for each in host.machines if each.pointer == request.machine), None)
        parsed = parse_machine(host, machine) if machine is not None else None
        points: list[m.PointView] = []
        if machine is not None and parsed is not None and parsed.machine is not None:
            placed = placed_points(points_of(parsed.machine), host, machine)
            points = [point_view(each.point, each.line) for each in placed]
        found = list(self._all(kept, machine, host.machines[:1] == (machine,), request.input)) if machine else []
        return m.SuiteView(
            cases=[case_view(case, origin) for case, origin in found],
            kept_in=kept.file,
            problem=kept.problem,
            seen=kept.seen,
            points=points,
        )

    def save(self, document_id: str, request: m.SaveCase) -> m.SuiteView:
        """Keep, replace or delete a case; raise :class:`CasesChanged`, :class:`CaseRefused` or ``NotFound``."""
        document = self._document(document_id)
        kept = self._keeper.kept(document)
        if kept.seen != request.seen:
            raise CasesChanged("The cases were changed elsewhere meanwhile; they are shown as they are now.")
        if kept.problem is not None:
            raise CaseRefused(kept.problem)
        cases = list(kept.suite.cases)
        if request.case is None:
            cases = [case for case in cases if case.name != request.replaces]
        else:
            cases = self._with(cases, request.case, request.replaces, self._machine_name(document, request))
        self._keeper.keep(document, kept, replace(kept.suite, cases=tuple(cases)))
        return self.view(document_id, request)

    def run(self, document_id: str, request: m.RunCases) -> m.CasesRan:
        """Run cases; raise ``NotFound``, or :class:`CaseRefused` where there is no such case."""
        return m.CasesRan(
            results=[ran_view(run_case(case, at)) for case, at in self._to_run(document_id, request, request.names)]
        )

    def debug(self, document_id: str, request: m.DebugCase) -> ExecutionView:
        """Start an execution that plays a case; raise ``CannotRun``, :class:`CaseRefused` or ``NotFound``."""
        case, at = next(self._to_run(document_id, request, [request.name]))
        start = StartRequest(
            document=document_id,
            text=request.text,
            machine=request.machine,
            values=request.values,
            input=json_text(case.input),
            breakpoints=request.breakpoints,
            pause_at_start=request.pause_at_start,
        )
        try:
            return self._executions.start(start, plain_mocks(case, at.config, at.prepared.machine))
        except MockProblem as problem:
            raise CaseRefused(f"mocks{problem.pointer}: {problem.message}") from None

    def export(self, document_id: str, request: m.ExportCases) -> m.FileText:
        """Return cases as a pytest file."""
        document = self._document(document_id)
        names = request.names or [case.name for case in self.view(document_id, request).cases]
        found = list(self._to_run(document_id, request, names))
        try:
            cases = [(case, plain_mocks(case, at.config, at.prepared.machine)) for case, at in found]
        except MockProblem as problem:
            raise CaseRefused(f"mocks{problem.pointer}: {problem.message}") from None
        return self._pytest_file(document, request, cases)

    def _pytest_file(
        self, document: Document | None, request: m.SuiteRequest, cases: Sequence[tuple[Case, Mapping[str, Json]]]
    ) -> m.FileText:
        """Return ``cases`` as a pytest file that holds the definition, or finds it beside itself."""
        source, title = (document.source, document.title) if document is not None else (None, "")
        file_name = Path(source).name if source is not None else None
        machine = request.machine or None
        text = as_pytest(cases, file_name=file_name, text=request.text, machine=machine, values=request.values)
        return m.FileText(file_name=pytest_file_name(title), text=text)

    def fill(self, document_id: str, request: m.FillGap) -> m.GapFilled:
        """Return a case that comes by a point, or why none was found; raise ``CannotRun`` or ``NotFound``."""
        point = point_of(request.point)
        if point is None:
            raise CaseRefused(f"{request.point[:100]!r} names no point of a coverage.")
        document = self._document(document_id)
        tested = self.tested(document, request)
        names = [case.name for case in self.view(document_id, request).cases]
        cases = [case for case, _ in self._to_run(document_id, request, names)]
        found = fill_gap(point, tested, [Case("input", _input(request.input)), *cases])
        if isinstance(found, NotFilled):
            return m.GapFilled(case=None, reason=found.reason, runs=found.runs)
        case, note = as_it_repeats(_named_anew(found.case, names), tested)
        return m.GapFilled(case=case_text(case), reason=note, runs=found.runs)

    def record(self, execution: str, request: m.RecordAsCase) -> m.RecordedCase:
        """Return an ended execution as a case; raise ``ExecutionNotFound``, or :class:`CaseRefused`."""
        found = self._executions.recording(execution)
        try:
            case = case_of_record(request.name, found.events, found.clock)
        except NothingRecorded as error:
            raise CaseRefused(str(error)) from None
        prepared = found.prepared
        tested = Tested(prepared, self._executions.evaluator, storage=self._storage)
        checked, note = as_it_repeats(case, tested)
        mocks = mock_config_of_record(request.name, prepared.name, found.events, found.clock)
        document = self._store.documents.get(found.document_id) if found.document_id is not None else None
        again = m.SuiteRequest(text=found.text, machine=found.machine, values=dict(found.values))
        return m.RecordedCase(
            case=case_text(checked),
            mock_config=m.FileText(file_name="MockConfigFile.json", text=written_json(mocks)),
            pytest=self._pytest_file(document, again, [(checked, plain_mocks(checked, None, prepared.machine))]),
            note=note,
        )

    def tested(self, document: Document, request: m.SuiteRequest) -> Tested:
        """Return what cases of the document run on; raise ``CannotRun``."""
        read = self._keeper.read(document)
        prepared = prepare(request.text, document.file_name, request.machine, request.values, "{}", read=read)
        return self._tested(document, prepared, request.machine)

    @staticmethod
    def _with(cases: Sequence[Case], text: m.CaseText, replaces: str | None, machine: str) -> list[Case]:
        """Return ``cases`` with the new one in the place of that called ``replaces``, else at the end."""
        before = next((case for case in cases if case.name == replaces), None)
        new = case_of(text, before.machine if before is not None else machine)
        if any(case.name == new.name for case in cases if case is not before):
            raise CaseRefused(f'There is a case "{new.name}" already: give this one another name.')
        return [new if case is before else case for case in cases] if before is not None else [*cases, new]

    # --- inside ------------------------------------------------------------------------------------------------

    def _tested(self, document: Document, prepared: Prepared, machine: str) -> Tested:
        is_express = find_machine(prepared.host, machine).type == "EXPRESS"
        config = self._config_beside(document)
        return Tested(prepared, self._executions.evaluator, config=config, storage=self._storage, is_express=is_express)

    def _to_run(self, document_id: str, request: m.SuiteRequest, names: Sequence[str]) -> Iterator[tuple[Case, Tested]]:
        document = self._document(document_id)
        kept = self._keeper.kept(document)
        tested = self.tested(document, request)
        machine = find_machine(tested.prepared.host, request.machine)
        is_first = tested.prepared.host.machines[:1] == (machine,)
        cases = {case.name: (case, origin) for case, origin in self._all(kept, machine, is_first, request.input)}
        for name in names:
            if name not in cases:
                raise CaseRefused(f'There is no case "{name}" any more.')
            case, origin = cases[name]
            yield case, replace(tested, config=self._server_config()) if origin == "mock_config" else tested

    def _all(
        self, kept: Kept, machine: HostMachine, is_first: bool, input_text: str
    ) -> Iterator[tuple[Case, m.CaseOrigin]]:
        """Yield the cases of ``machine``: those kept, and those of the server's mock file by names of their own."""
        names = set()
        for case in kept.suite.cases:
            if case.machine in (machine.name, machine.pointer) or (not case.machine and is_first):
                names.add(case.name)
                yield case, kept.origin
        config = self._server_config()
        if config is None:
            return
        data = _input(input_text)
        for name in config_cases(config, machine.name):
            shown = name if name not in names else f"{name} (mock file)"
            yield Case(shown, data, f"{machine.name}#{name}", Expectation(ANY)), "mock_config"

    def _server_config(self) -> Mapping[str, Json] | None:
        """Return what the server's mock file says now, ``None`` where there is none that can be read."""
        return None if self._mock_config is None else _config(self._mock_config.file)

    def _config_beside(self, document: Document) -> Mapping[str, Json] | None:
        """Return the mock file that the file of cases names, else the server's."""
        named = self._keeper.kept(document).suite.mock_config
        text = self._keeper.read(document)(named) if named is not None else None
        if text is None:
            return self._server_config()
        try:
            content = parse_json(text)
        except JsonTextError:
            return None
        return content if isinstance(content, dict) and is_mock_config(content) else None

    def _machine_name(self, document: Document, request: m.SuiteRequest) -> str:
        """Return what a new case calls its machine: nothing where it is the first of the file."""
        host = read_host(request.text, document.file_name, None, request.values, self._keeper.read(document))
        for place, machine in enumerate(host.machines):
            if place and machine.pointer == request.machine:
                return machine.name
        return ""

    def _document(self, document_id: str) -> Document:
        document = self._store.documents.get(document_id)
        if document is None:
            raise NotFound(document_id)
        return document


def _input(text: str) -> Json:
    """Return the input that is typed, nothing while it is no JSON."""
    try:
        return parse_input(text)
    except CannotRun:
        return {}


def _named_anew(case: Case, names: Sequence[str]) -> Case:
    """Return ``case`` by a name that none of ``names`` is."""
    name, number = case.name, 2
    while name in names:
        name, number = f"{case.name} ({number})", number + 1
    return case.renamed(name)


def _config(file: Path) -> Mapping[str, Json] | None:
    try:
        content = read_mock_file(file)
    except MockProblem:
        return None
    return content if isinstance(content, dict) and is_mock_config(content) else None
