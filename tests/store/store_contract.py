"""What every store must do. A subclass brings the store."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.samples import LARGE, a_document, a_fork, a_machine, a_task, an_event, an_execution, big_event
from webapp.debugger import Breakpoint, before
from webapp.engine.events import ValueEdited
from webapp.store import (
    Activity,
    Change,
    DocumentSummary,
    Edit,
    ExecutionSummary,
    Moment,
    NotFound,
    Saved,
    SequenceConflict,
    Store,
    TaskPlace,
    VersionConflict,
    stored_values,
)
from webapp.store.stores import MAX_EDITS, MAX_EDITS_CHARACTERS
from webapp.values import TextChanges, json_text, units_of


class StoreContract(ABC):
    """One class for all stores."""

    @abstractmethod
    def make(self, folder: Path) -> Store:
        """Make the store under test."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = self.make(tmp_path)
        yield store
        store.close()

    # documents

    def test_a_document_comes_back_as_it_was(self, store: Store) -> None:
        document = a_document(
            text="# ümlaut\nStartAt: A\n",
            format="yaml",
            machine="/Resources/M",
            values={"stage": "dev", "a": "1"},
            breakpoints=(before("A"), Breakpoint(id="1", path="Both/0/B", condition="$.n > 3", enabled=False)),
            input='{"a": 1.0}',
            mocks={"A": {"Return": [1, 2.5, None, {"z": 1, "a": 2}]}},
            cases='[{"name": "a"}]',
            folder="/home/someone/flows",
            source="flow.yml",
            source_sha="ab" * 32,
        )
        store.documents.create(document)
        assert store.documents.get(document.id) == document
        assert store.documents.get("other") is None

    def test_documents_are_listed_by_their_last_change(self, store: Store) -> None:
        store.documents.create(a_document(id="old", updated_ms=1))
        store.documents.create(a_document(id="new", updated_ms=2))
        assert list(store.documents.list()) == [
            DocumentSummary("new", "Orders", "orders.asl.json", 2),
            DocumentSummary("old", "Orders", "orders.asl.json", 1),
        ]

    def test_saving_replaces_and_counts_the_version(self, store: Store) -> None:
        document = a_document()
        store.documents.create(document)
        saved = store.documents.save(replace(document, title="New", breakpoints=(before("B"),), updated_ms=5))
        assert saved == replace(document, title="New", breakpoints=(before("B"),), updated_ms=5, version=2)
        assert store.documents.get(document.id) == saved

    def test_saving_over_a_newer_version_is_refused(self, store: Store) -> None:
        document = a_document()
        store.documents.create(document)
        store.documents.save(replace(document, title="Theirs"))
        with pytest.raises(VersionConflict) as caught:
            store.documents.save(replace(document, title="Mine"))
        assert (caught.value.expected, caught.value.found) == (1, 2)
        found = store.documents.get(document.id)
        assert found
        assert found.title == "Theirs"

    def test_cases_are_kept_by_themselves(self, store: Store) -> None:
        document = a_document()
        store.documents.create(document)
        store.documents.keep_cases(document.id, '[{"name": "a"}]')
        saved = store.documents.save(replace(document, title="New"))
        assert (saved.version, saved.cases) == (2, '[{"name": "a"}]')
        with pytest.raises(NotFound):
            store.documents.keep_cases("other", "[]")

    def test_every_change_of_a_text_is_an_edit_whoever_made_it(self, store: Store) -> None:
        document = a_document(text="one\ntwo")
        store.documents.create(document)
        told: list[Saved] = []
        store.documents.listen(told.append)
        document = store.documents.save(
            replace(document, text="ONE\ntwo"), client="page", changes=[[[1, "O"], 6], [1, [2, "NE"], 4]]
        )
        document = store.documents.save(replace(document, title="the text stays"))
        document = store.documents.save(replace(document, text="ONE\n2"))
        edits = store.documents.edits_after(document.id, 0)
        assert edits == (
            Edit(1, "page", [[1, "O"], 6]),
            Edit(2, "page", [1, [2, "NE"], 4]),
            Edit(3, "", [4, [3, "2"]]),
        )
        assert document.edits == 3
        assert store.documents.edits_after(document.id, 2) == edits[2:]
        assert store.documents.edits_after(document.id, 3) == ()
        assert [each.edits for each in told] == [edits[:2], (), edits[2:]]
        assert (told[0].before.text, told[0].after.text) == ("one\ntwo", "ONE\ntwo")
        assert [each.before.version + 1 for each in told] == [each.after.version for each in told]

    def test_edits_that_are_not_made_yet_or_no_longer_kept_are_not_known(self, store: Store) -> None:
        document = a_document(text="")
        store.documents.create(document)
        assert store.documents.edits_after(document.id, 1) is None
        for part in range(1, MAX_EDITS // 50 + 2):
            changes: list[TextChanges] = [[50 * (part - 1) + place, [0, "x"]] for place in range(50)]
            changes[0] = [each for each in changes[0] if each != 0]
            document = store.documents.save(replace(document, text="x" * 50 * part), client="p", changes=changes)
        assert document.edits == MAX_EDITS + 50
        kept = store.documents.edits_after(document.id, 50)
        assert kept is not None
        assert len(kept) == MAX_EDITS
        assert store.documents.edits_after(document.id, 49) is None
        with pytest.raises(NotFound):
            store.documents.edits_after("other", 0)

    def test_large_edits_are_kept_for_a_shorter_time(self, store: Store) -> None:
        document = a_document(text="")
        store.documents.create(document)
        for part in range(1, 51):
            document = store.documents.save(replace(document, text=str(part)))
        changes: TextChanges = [[units_of(document.text), "y" * (MAX_EDITS_CHARACTERS + 1)]]
        document = store.documents.save(
            replace(document, text="y" * (MAX_EDITS_CHARACTERS + 1)),
            changes=[changes] + [[MAX_EDITS_CHARACTERS + 1]] * 49,
        )
        assert document.edits == 100
        assert store.documents.edits_after(document.id, 51) is not None
        assert store.documents.edits_after(document.id, 49) is None

    def test_the_source_is_kept_by_itself(self, store: Store) -> None:
        document = a_document(source="a.json", source_sha="one")
        store.documents.create(document)
        assert store.documents.keep_source(document.id, "two") == replace(document, source_sha="two")
        assert store.documents.save(replace(document, title="New")).source_sha == "two"
        with pytest.raises(NotFound):
            store.documents.keep_source("other", "")

    def test_saving_what_is_not_there_is_refused(self, store: Store) -> None:
        with pytest.raises(NotFound):
            store.documents.save(a_document())

    def test_every_text_that_is_saved_is_a_revision_and_says_how_it_came_about(self, store: Store) -> None:
        document = a_document(text="one", created_ms=0, updated_ms=0)
        store.documents.create(document)
        document = store.documents.save(replace(document, title="same text", updated_ms=1))
        document = store.documents.save(replace(document, text="two", updated_ms=2))
        store.documents.save(replace(document, text="three", updated_ms=3), Change("gesture", "renamed A"))
        revisions = store.revisions.of(document.id)
        assert [(each.number, each.created_ms, each.size, each.kind, each.note) for each in revisions] == [
            (3, 3, 5, "gesture", "renamed A"),
            (2, 2, 3, "typed", ""),
            (1, 0, 3, "opened", ""),
        ]
        assert revisions[0].sha256 == hashlib.sha256(b"three").hexdigest()
        assert [store.revisions.text(document.id, number) for number in (1, 2, 3, 4)] == ["one", "two", "three", None]

    def test_keystrokes_are_two_revisions_a_second_at_most_and_the_last_text_is_one(self, store: Store) -> None:
        document = a_document(text="0", created_ms=0, updated_ms=0)
        store.documents.create(document)
        for tenth in range(10, 22):
            typed = replace(document, text=str(tenth), updated_ms=tenth * 100)
            document = store.documents.save(typed)
        revisions = store.revisions.of(document.id)
        texts = [store.revisions.text(document.id, each.number) for each in revisions]
        assert [(text, each.created_ms) for text, each in zip(texts, revisions, strict=True)] == [
            ("21", 2000),
            ("19", 1500),
            ("14", 1000),
            ("0", 0),
        ]

    def test_a_text_that_is_kept_again_is_no_new_revision_but_known_as_meant(self, store: Store) -> None:
        document = a_document(text="one")
        store.documents.create(document)
        document = store.documents.save(replace(document, text="two"), Change("gesture", "renamed A"))
        assert store.revisions.keep(document.id, "two", Change("saved"), now_ms=9) == 2
        assert store.revisions.keep(document.id, "two", Change("run"), now_ms=9) == 2
        last, first = store.revisions.of(document.id)
        assert (last.kind, last.note, first.kind) == ("saved", "renamed A", "opened")
        with pytest.raises(NotFound):
            store.revisions.keep("nowhere", "two", Change("run"), now_ms=9)

    def test_revisions_of_a_large_text_are_read_back_as_they_were(self, store: Store) -> None:
        lines = [f"line {number} äöü 😀" for number in range(2000)]
        document = a_document(text="\n".join(lines))
        store.documents.create(document)
        texts = [document.text]
        for number in range(0, 2000, 100):
            lines[number] = f"changed {number}"
            texts.append("\n".join(lines))
            document = store.documents.save(replace(document, text=texts[-1]), Change("gesture"))
        texts.append("quite another text")
        store.documents.save(replace(document, text=texts[-1]), Change("gesture"))
        assert [store.revisions.text(document.id, number + 1) for number in range(len(texts))] == texts
        assert [each.size for each in store.revisions.of(document.id)][::-1] == [len(text.encode()) for text in texts]

    def test_a_part_of_the_revisions_can_be_asked_for(self, store: Store) -> None:
        document = a_document(text="1")
        store.documents.create(document)
        for number in range(2, 8):
            document = store.documents.save(replace(document, text=str(number)), Change("gesture"))
        assert [each.number for each in store.revisions.of(document.id, limit=2)] == [7, 6]
        assert [each.number for each in store.revisions.of(document.id, before=4, limit=2)] == [3, 2]

    def test_a_revision_can_be_named_and_told_of(self, store: Store) -> None:
        document = a_document(text="one")
        store.documents.create(document)
        assert store.revisions.name(document.id, 1, "Before the sale")
        store.revisions.note(document.id, 1, "all of it")
        assert not store.revisions.name(document.id, 2, "Nothing")
        (first,) = store.revisions.of(document.id)
        assert (first.name, first.note) == ("Before the sale", "all of it")
        assert store.revisions.name(document.id, 1, None)
        assert store.revisions.of(document.id)[0].name is None

    def test_old_revisions_are_thinned_and_those_with_a_name_stay(self, store: Store) -> None:
        document = a_document(text="0", created_ms=0, updated_ms=0)
        store.documents.create(document)
        for second in range(1, 200):
            document = store.documents.save(replace(document, text=str(second), updated_ms=second * 1000))
        store.revisions.name(document.id, 7, "Mine")
        much_later = 40 * 86_400_000
        for number in range(600):
            now = much_later + number
            later = replace(document, text=f"later {number}", updated_ms=now)
            document = store.documents.save(later, Change("gesture"))
        old = [each.number for each in store.revisions.of(document.id) if each.created_ms < much_later]
        assert old == [200, 7, 1]
        assert store.revisions.text(document.id, 200) == "199"

    def test_a_deleted_document_takes_its_revisions_and_shares_along_but_not_its_executions(self, store: Store) -> None:
        document = a_document()
        store.documents.create(document)
        _, token = store.shares.create(document, now_ms=1)
        store.executions.create(an_execution(document_id=document.id))
        assert store.documents.delete(document.id, now_ms=9)
        assert not store.documents.delete(document.id, now_ms=9)
        assert store.documents.get(document.id) is None
        assert list(store.revisions.of(document.id)) == []
        share = store.shares.find(token)
        assert share
        assert (share.revoked_ms, share.document_id) == (9, None)
        execution = store.executions.get("e1")
        assert execution
        assert execution.document_id is None

    # shares

    def test_a_share_is_found_by_its_token_and_shows_the_text_of_then(self, store: Store) -> None:
        document = a_document(text="then", values={"stage": "dev"})
        store.documents.create(document)
        share, token = store.shares.create(document, now_ms=7)
        store.documents.save(replace(document, text="now"))
        assert store.shares.find(token) == share
        assert (share.text, share.title, share.format) == ("then", "Orders", "json")
        assert (share.values, share.created_ms, share.revoked_ms) == ({"stage": "dev"}, 7, None)
        assert store.shares.find(share.id) is None
        assert store.shares.find("") is None

    def test_tokens_are_random_and_long(self, store: Store) -> None:
        document = a_document()
        store.documents.create(document)
        tokens = {store.shares.create(document, now_ms=7)[1] for _ in range(20)}
        assert len(tokens) == 20
        assert all(len(token) == 22 for token in tokens)

    def test_a_revoked_share_is_still_found_and_says_so(self, store: Store) -> None:
        document = a_document()
        store.documents.create(document)
        share, token = store.shares.create(document, now_ms=7)
        assert store.shares.revoke(share.id, now_ms=8)
        assert store.shares.revoke(share.id, now_ms=9)
        assert store.shares.find(token) == replace(share, revoked_ms=8)
        assert not store.shares.revoke("other", now_ms=9)

    def test_shares_are_listed_newest_first(self, store: Store) -> None:
        first, second = a_document(id="d1"), a_document(id="d2")
        for document in (first, second):
            store.documents.create(document)
        one = store.shares.create(first, now_ms=1)[0]
        two = store.shares.create(second, now_ms=2)[0]
        assert list(store.shares.list()) == [two, one]
        assert list(store.shares.list("d1")) == [one]

    # executions

    def test_an_execution_comes_back_as_it_was(self, store: Store) -> None:
        store.documents.create(a_document())
        execution = an_execution(
            document_id="d1",
            machine="/M",
            values={"a": "b"},
            input="[1]",
            mocks={"A": None},
            clock="real",
            folder="/f",
            file_name="x.yml",
            session='{"paused":true}',
            machine_arn="arn:m",
            role_arn="arn:r",
            unattended=True,
            mock_case="Happy",
        )
        store.executions.create(execution)
        assert store.executions.get("e1") == execution
        assert store.executions.find_by_arn(execution.arn) == execution
        assert store.executions.get("other") is None
        assert store.executions.find_by_arn("other") is None

    def test_executions_are_listed_newest_first(self, store: Store) -> None:
        store.documents.create(a_document())
        store.executions.create(an_execution(id="e1", started_ms=1, document_id="d1"))
        store.executions.create(an_execution(id="e2", started_ms=2))
        store.executions.update("e1", status="FAILED", stopped_ms=3)
        assert list(store.executions.list()) == [
            ExecutionSummary("e2", "run-e2", "Machine", None, "RUNNING", 2, None, 0, an_execution(id="e2").arn),
            ExecutionSummary("e1", "run-e1", "Machine", "d1", "FAILED", 1, 3, 0, an_execution(id="e1").arn),
        ]
        assert [summary.id for summary in store.executions.list("d1")] == ["e1"]
        assert [summary.id for summary in store.executions.list(limit=1)] == ["e2"]

    def test_executions_of_a_state_machine_are_listed_newest_first_and_by_page(self, store: Store) -> None:
        for number, started in (("e1", 1), ("e2", 2), ("e3", 2), ("e4", 3)):
            store.executions.create(an_execution(id=number, started_ms=started, machine_arn="arn:m"))
        store.executions.create(an_execution(id="other", machine_arn="arn:other"))
        store.executions.update("e2", status="FAILED")
        first = store.executions.of_machine("arn:m", limit=2)
        assert [each.id for each in first] == ["e4", "e2"]
        assert [each.id for each in store.executions.of_machine("arn:m", after=(2, "e2"))] == ["e3", "e1"]
        assert [each.id for each in store.executions.of_machine("arn:m", status="FAILED")] == ["e2"]
        assert store.executions.of_machine("arn:nowhere") == []

    def test_those_that_have_not_ended_are_found(self, store: Store) -> None:
        for number in (3, 2, 1):
            store.executions.create(an_execution(id=f"e{number}", started_ms=number))
        store.executions.update("e2", status="SUCCEEDED")
        assert list(store.executions.unfinished()) == ["e1", "e3"]

    def test_columns_change_without_events(self, store: Store) -> None:
        execution = an_execution()
        store.executions.create(execution)
        store.executions.update("e1", session='{"cursor":3}', mocks={"A": {"Return": 1}})
        assert store.executions.get("e1") == replace(execution, session='{"cursor":3}', mocks={"A": {"Return": 1}})
        with pytest.raises(NotFound):
            store.executions.update("other", status="FAILED")

    def test_a_second_execution_of_the_same_id_or_arn_is_refused(self, store: Store) -> None:
        store.executions.create(an_execution())
        with pytest.raises(Exception, match=r"(?i)already|unique"):
            store.executions.create(an_execution(arn="another"))
        with pytest.raises(Exception, match=r"(?i)already|unique"):
            store.executions.create(an_execution(id="another", arn=an_execution().arn))

    # when events were really recorded

    def test_the_moments_at_which_events_were_recorded_come_back(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1), an_event(2)], [Moment(1, 1_796_000_000_000)])
        store.events.append("e1", 2, [an_event(3)])
        later = [Moment(4, 1_796_000_000_005, held_ms=90_000_000_000), Moment(5, 1_796_000_000_004)]
        store.events.append("e1", 3, [an_event(4), an_event(5)], later)
        assert store.events.moments("e1") == [Moment(1, 1_796_000_000_000), *later]
        assert list(store.events.moments("other")) == []

    def test_a_batch_appended_once_more_keeps_its_first_moments(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1)], [Moment(1, 10)])
        store.events.append("e1", 0, [an_event(1)], [Moment(1, 20)])
        assert store.events.moments("e1") == [Moment(1, 10)]

    def test_a_fork_has_the_moments_of_the_events_that_it_copied(self, store: Store) -> None:
        store.executions.create(an_execution())
        moments = [Moment(1, 10), Moment(2, 20, 5), Moment(3, 30)]
        store.events.append("e1", 0, [an_event(1), an_event(2), an_event(3)], moments)
        store.executions.fork(a_fork("e2", "e1", 2))
        store.events.append("e2", 2, [an_event(3)], [Moment(3, 99)])
        store.executions.delete("e1")
        assert store.events.moments("e2") == [*moments[:2], Moment(3, 99)]
        assert list(store.events.moments("e1")) == []

    # forks

    def test_a_fork_has_the_first_events_of_the_other_and_goes_its_own_way(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1), big_event(2), an_event(3)])
        fork = a_fork("e2", "e1", 2, fork_name="fork-1", note='{"kind":"edit"}')
        store.executions.fork(fork)
        assert store.executions.get("e2") == fork
        store.events.append("e2", 2, [an_event(3, path="Other")], status="SUCCEEDED")
        assert store.events.read("e2") == [an_event(1), big_event(2), an_event(3, path="Other")]
        assert store.events.read("e1") == [an_event(1), big_event(2), an_event(3)]

    def test_a_fork_keeps_its_large_values_when_the_other_is_deleted(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [big_event(1)])
        store.executions.fork(a_fork("e2", "e1", 1))
        store.executions.update("e1", status="SUCCEEDED", stopped_ms=1)
        assert store.prune().executions == 1
        assert store.events.read("e2") == [big_event(1)]
        assert store.events.payload(stored_values(big_event(1))["output"].hash or "") is not None

    def test_a_fork_of_events_that_are_not_there_is_refused_and_leaves_nothing(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1)])
        for fork in (a_fork("e2", "e1", 2), a_fork("e2", "other", 1)):
            with pytest.raises(NotFound):
                store.executions.fork(fork)
        assert store.executions.get("e2") is None
        assert store.events.read("e2") == []

    def test_the_executions_of_a_line_come_parents_first_and_programs_see_no_forks(self, store: Store) -> None:
        store.executions.create(an_execution(machine_arn="arn:m", started_ms=5))
        store.events.append("e1", 0, [an_event(1), an_event(2)])
        store.executions.fork(a_fork("e9", "e1", 2, machine_arn="arn:m", started_ms=6))
        store.executions.fork(a_fork("e3", "e9", 1, machine_arn="arn:m", started_ms=6))
        store.executions.fork(a_fork("e2", "e1", 1, machine_arn="arn:m", started_ms=7))
        store.executions.create(an_execution(id="other"))
        line = store.executions.of_line("e1")
        assert [each.id for each in line] == ["e1", "e9", "e2", "e3"]
        assert (line[1].forked_from, line[1].forked_at, line[1].line) == ("e1", 2, "e1")
        assert [each.id for each in store.executions.of_machine("arn:m")] == ["e1"]
        store.executions.update("e9", fork_name="what if", note="{}")
        assert (store.executions.of_line("e1")[1].fork_name, store.executions.of_line("e1")[1].note) == (
            "what if",
            "{}",
        )

    # events

    def test_events_are_read_in_order_and_by_page(self, store: Store) -> None:
        store.executions.create(an_execution())
        events = [an_event(number) for number in range(1, 8)]
        store.events.append("e1", 0, events[:3])
        store.events.append("e1", 3, events[3:])
        assert store.events.read("e1") == events
        assert store.events.read("e1", after=2, limit=3) == events[2:5]
        assert store.events.read("e1", after=7) == []
        assert store.events.read("other") == []
        assert (store.events.head("e1"), store.events.head("other")) == (7, 0)

    def test_appending_changes_the_executions_columns_too(self, store: Store) -> None:
        execution = an_execution()
        store.executions.create(execution)
        store.events.append("e1", 0, [an_event(1)], status="SUCCEEDED", output='"x"', stopped_ms=8, session="[]")
        assert store.executions.get("e1") == replace(
            execution, head=1, status="SUCCEEDED", output='"x"', stopped_ms=8, session="[]"
        )

    def test_appending_at_another_sequence_is_a_conflict_and_changes_nothing(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1), an_event(2)])
        with pytest.raises(SequenceConflict) as caught:
            store.events.append("e1", 1, [an_event(2, path="Other")], status="FAILED")
        assert (caught.value.expected, caught.value.found) == (1, 2)
        with pytest.raises(SequenceConflict):
            store.events.append("e1", 5, [an_event(6)], status="FAILED")
        with pytest.raises(SequenceConflict):
            store.events.append("e1", 1, [an_event(2), an_event(3)])
        with pytest.raises(SequenceConflict):
            store.events.append("e1", 1, [], status="FAILED")
        assert store.events.read("e1") == [an_event(1), an_event(2)]
        execution = store.executions.get("e1")
        assert execution
        assert execution.status == "RUNNING"

    def test_appending_the_same_again_does_nothing(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1), big_event(2)])
        store.events.append("e1", 2, [an_event(3)])
        store.events.append("e1", 0, [an_event(1), big_event(2)])
        store.events.append("e1", 1, [big_event(2)])
        assert store.events.read("e1") == [an_event(1), big_event(2), an_event(3)]

    def test_events_out_of_sequence_are_a_mistake(self, store: Store) -> None:
        store.executions.create(an_execution())
        with pytest.raises(ValueError, match="has sequence 3, expected 2"):
            store.events.append("e1", 0, [an_event(1), an_event(3)])
        assert store.events.head("e1") == 0

    def test_appending_to_no_execution_is_refused(self, store: Store) -> None:
        with pytest.raises(NotFound):
            store.events.append("e1", 0, [an_event(1)])

    def test_a_large_value_is_fetched_by_its_hash(self, store: Store) -> None:
        store.executions.create(an_execution())
        event = big_event(1)
        store.events.append("e1", 0, [event])
        value = stored_values(event)["output"]
        assert value.hash
        text = store.events.payload(value.hash)
        assert text
        assert len(text.encode()) == value.size
        assert hashlib.sha256(text.encode()).hexdigest() == value.hash
        assert store.events.read("e1") == [event]
        assert store.events.payload("0" * 64) is None

    def test_large_values_that_share_a_member_come_back_whole(self, store: Store) -> None:
        store.executions.create(an_execution())
        outputs = [{"payload": [LARGE] * 9, "deeper": {"again": [LARGE] * 9, "n": number}} for number in range(1, 4)]
        events = [an_event(number, output=output) for number, output in enumerate(outputs, 1)]
        store.events.append("e1", 0, events)
        assert store.events.read("e1") == events
        for event in events:
            value = stored_values(event)["output"]
            text = store.events.payload(value.hash or "")
            assert text == json_text(event.output)
            assert value.size == len(text.encode())

    def test_values_come_back_exactly(self, store: Store) -> None:
        store.executions.create(an_execution())
        value = {
            "z": 2**70 + 1,
            "a": [1.0, -0.0, 5e-324, 1e22, 0.1],
            "\x00": "\ud800 \U0001f680 \u2028",
            "big": "é" * 2000,
        }
        event = ValueEdited(
            sequence=1, id=0, previous_id=0, time_ms=1, thread="0", path="A", target="input", value=value
        )
        store.events.append("e1", 0, [event])
        found = store.events.read("e1")[0]
        assert isinstance(found, ValueEdited)
        assert repr(found.value) == repr(value)

    def test_of_threads_that_append_at_once_one_wins_each_time(self, store: Store) -> None:
        store.executions.create(an_execution())

        def write(writer: int) -> int:
            written = 0
            while written < 10:
                head = store.events.head("e1")
                try:
                    store.events.append("e1", head, [an_event(head + 1, path=f"writer-{writer}")])
                except SequenceConflict:
                    continue
                written += 1
            return written

        with ThreadPoolExecutor(6) as pool:
            assert sum(pool.map(write, range(6))) == 60
        assert [event.sequence for event in store.events.read("e1")] == list(range(1, 61))

    def test_a_deleted_execution_takes_its_events_along(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1)])
        assert store.executions.delete("e1")
        assert not store.executions.delete("e1")
        assert store.events.read("e1") == []

    def test_a_task_is_found_by_its_token_also_when_it_is_over(self, store: Store) -> None:
        store.executions.create(an_execution())
        store.events.append("e1", 0, [an_event(1), a_task(2, token="t-1"), a_task(3, token=None), an_event(4)])
        assert store.events.find_token("t-1") == TaskPlace("e1", 2)
        assert store.events.find_token("t-2") is None
        store.executions.delete("e1")
        assert store.events.find_token("t-1") is None

    # state machines and activities

    def test_a_state_machine_comes_back_as_it_was(self, store: Store) -> None:
        store.documents.create(a_document())
        machine = a_machine(
            revision_id="r1",
            document_id="d1",
            configuration={"loggingConfiguration": {"level": "OFF"}},
            tags={"a": "b"},
        )
        assert store.state_machines.create(machine)
        assert store.state_machines.get(machine.arn) == machine
        assert store.state_machines.get("other") is None

    def test_a_second_state_machine_of_the_same_arn_is_refused_and_changes_nothing(self, store: Store) -> None:
        machine = a_machine()
        assert store.state_machines.create(machine)
        assert not store.state_machines.create(replace(machine, definition="{}"))
        assert store.state_machines.list() == [machine]

    def test_state_machines_are_listed_by_name_replaced_and_deleted(self, store: Store) -> None:
        two, one = a_machine(arn="arn:2", name="Two"), a_machine(arn="arn:1", name="One")
        assert store.state_machines.create(two)
        assert store.state_machines.create(one)
        changed = replace(one, definition='{"StartAt": "New"}', updated_ms=9)
        store.state_machines.save(changed)
        assert store.state_machines.list() == [changed, two]
        assert store.state_machines.delete("arn:1")
        assert not store.state_machines.delete("arn:1")
        with pytest.raises(NotFound):
            store.state_machines.save(changed)

    def test_a_state_machine_keeps_its_definition_when_executions_are_pruned(self, store: Store) -> None:
        machine = a_machine()
        assert store.state_machines.create(machine)
        store.prune()
        assert store.state_machines.get(machine.arn) == machine

    def test_a_state_machine_outlives_its_document(self, store: Store) -> None:
        store.documents.create(a_document())
        machine = a_machine(document_id="d1")
        assert store.state_machines.create(machine)
        store.documents.delete("d1", now_ms=1)
        assert store.state_machines.get(machine.arn) == replace(machine, document_id=None)

    def test_activities_are_kept_listed_replaced_and_deleted(self, store: Store) -> None:
        two, one = Activity("arn:2", "Two", 1, {"a": "b"}), Activity("arn:1", "One", 2)
        assert store.activities.create(two)
        assert store.activities.create(one)
        assert not store.activities.create(replace(one, created_ms=5))
        assert store.activities.get("arn:2") == two
        assert store.activities.list() == [one, two]
        store.activities.save(replace(one, tags={"c": "d"}))
        assert store.activities.get("arn:1") == replace(one, tags={"c": "d"})
        assert store.activities.delete("arn:1")
        assert not store.activities.delete("arn:1")
        with pytest.raises(NotFound):
            store.activities.save(one)

    # settings

    def test_settings_are_kept_replaced_and_forgotten(self, store: Store) -> None:
        assert store.settings.get("token") is None
        store.settings.set("token", "a")
        store.settings.set("token", "b")
        assert store.settings.get("token") == "b"
        assert store.settings.delete("token")
        assert not store.settings.delete("token")
        assert store.settings.get("token") is None

    def test_settings_are_listed_by_prefix(self, store: Store) -> None:
        for key in ("consent:/b_", "consent:/a", "consent%", "token"):
            store.settings.set(key, key.upper())
        assert store.settings.items("consent:") == {"consent:/a": "CONSENT:/A", "consent:/b_": "CONSENT:/B_"}
        assert len(store.settings.items()) == 4

    # pruning and usage

    def test_pruning_takes_old_executions_that_have_ended(self, store: Store) -> None:
        self._four_executions(store)
        pruned = store.prune(before_ms=250)
        assert (pruned.executions, pruned.events) == (2, 4)
        assert {summary.id for summary in store.executions.list()} == {"e3", "running"}
        assert store.events.read("e1") == []
        assert store.events.read("e3") != []

    def test_pruning_keeps_the_newest(self, store: Store) -> None:
        self._four_executions(store)
        assert store.prune(keep=1).executions == 2
        assert {summary.id for summary in store.executions.list()} == {"e3", "running"}
        assert store.prune(keep=1).executions == 0

    def test_pruning_without_a_bound_takes_all_that_have_ended(self, store: Store) -> None:
        self._four_executions(store)
        assert store.prune().executions == 3
        assert [summary.id for summary in store.executions.list()] == ["running"]
        assert len(store.events.read("running")) == 2

    def test_pruning_by_both_keeps_what_either_keeps(self, store: Store) -> None:
        self._four_executions(store)
        assert store.prune(before_ms=150, keep=1).executions == 1

    def test_usage_counts_every_kind(self, store: Store) -> None:
        document = a_document()
        store.documents.create(document)
        store.shares.create(document, now_ms=1)
        self._four_executions(store)
        usage = store.usage()
        assert usage.documents.count == 1
        assert usage.documents.bytes >= len(document.text)
        assert usage.shares.count == 1
        assert usage.executions.count == 4
        assert usage.events.count == 8
        assert usage.events.bytes > 1000
        assert usage.payloads.count >= 1
        assert usage.payloads.bytes > 3000

    def _four_executions(self, store: Store) -> None:
        for number in (1, 2, 3):
            store.executions.create(an_execution(id=f"e{number}", started_ms=number))
            store.events.append(
                f"e{number}", 0, [an_event(1), big_event(2)], status="SUCCEEDED", stopped_ms=number * 100
            )
        store.executions.create(an_execution(id="running", started_ms=0))
        store.events.append("running", 0, [an_event(1), big_event(2)])
