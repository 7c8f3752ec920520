/** All mocks of the document: what each Task answers in place of its handler, edited where they stand. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { MOCK_KINDS, MockAnswers } from "../debugger/mock_answers";
import { draftOf, draftsOf, type MockDraft, mockOf } from "../debugger/mock_draft";
import { findState } from "../model/document";
import type { Mock } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Segmented } from "../ui/segmented";
import { type MockLine, mockLines, mockWords, unmockedTasks } from "./mock_lines";

export function MocksTab() {
  const app = useApp();
  const { states } = app.analysed.value;
  const mocks = app.beside.mocks.value;
  /** The path whose mock is being typed, there already or not. */
  const editing = useSignal<string | null>(null);
  const lines = mockLines(states, mocks);
  const adding = editing.value !== null && mocks[editing.value] === undefined ? editing.value : null;
  const list = useRef<HTMLDivElement>(null);
  const close = () => {
    const path = editing.peek();
    editing.value = null;
    // The focus goes back to where it came from.
    requestAnimationFrame(() => {
      const row = path === null ? null : list.current?.querySelector(`[data-path="${CSS.escape(path)}"]`);
      (row ?? list.current)?.querySelector<HTMLElement>("[data-edit], select")?.focus();
    });
  };
  return (
    <div class="history-mocks" data-testid="mocks" ref={list}>
      <AddMock paths={unmockedTasks(states, mocks)} onAdd={(path) => (editing.value = path)} />
      {adding !== null && <MockEditor key={adding} path={adding} mock={undefined} onClose={close} />}
      {lines.length === 0 && adding === null && (
        <p class="nothing" data-testid="mocks-nothing">
          <Icon name="info" /> No mocks. A Task with neither a handler nor a mock asks for an answer when it is reached.
        </p>
      )}
      <ul>
        {lines.map((line) => (
          <li key={line.path} data-path={line.path} data-testid={`mock:${line.path}`}>
            {editing.value === line.path ? (
              <MockEditor path={line.path} mock={line.mock} onClose={close} />
            ) : (
              <MockRow line={line} onEdit={() => (editing.value = line.path)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AddMockProps {
  readonly paths: readonly string[];
  readonly onAdd: (path: string) => void;
}

function AddMock({ paths, onAdd }: AddMockProps) {
  return (
    <div class="history-mock-add">
      <select
        class="select"
        aria-label="Add a mock for a state"
        data-testid="mock-add"
        disabled={paths.length === 0}
        value=""
        onChange={(event) => {
          const path = event.currentTarget.value;
          event.currentTarget.value = "";
          if (path !== "") onAdd(path);
        }}
      >
        <option value="">{paths.length === 0 ? "Every Task has a mock" : "Add a mock for a state…"}</option>
        {paths.map((path) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </select>
    </div>
  );
}

function MockRow({ line, onEdit }: { readonly line: MockLine; readonly onEdit: () => void }) {
  const app = useApp();
  const { path, mock, known } = line;
  const { verb, what } = mockWords(mock);
  const shortened = what.length > 300 ? `${what.slice(0, 299)}…` : what;
  return (
    <div class="history-mock-row" data-kind={verb}>
      <span class="history-mock-glyph" aria-hidden="true">
        ◇
      </span>
      <button
        type="button"
        class="history-mock-path"
        disabled={!known}
        title={known ? `Show ${path}` : "There is no such state in the text"}
        onClick={() => app.select(path)}
      >
        {path}
      </button>
      {!known && <span class="history-mock-gone">no such state</span>}
      <span class="history-mock-verb">{verb}</span>
      <code class="history-mock-what" title={shortened}>
        {shortened}
      </code>
      <IconButton
        icon="edit"
        label={`Edit the mock of ${path}`}
        data-testid={`mock-edit:${path}`}
        data-edit={true}
        onClick={onEdit}
      />
      <IconButton
        icon="trash"
        label={`Remove the mock of ${path}`}
        data-testid={`mock-remove:${path}`}
        onClick={() => {
          app.beside.setMock(path, null);
          app.announce(`Mock of ${path} removed`);
        }}
      />
    </div>
  );
}

interface MockEditorProps {
  readonly path: string;
  readonly mock: Mock | undefined;
  readonly onClose: () => void;
}

function MockEditor({ path, mock, onClose }: MockEditorProps) {
  const app = useApp();
  const drafts = useSignal<readonly MockDraft[]>(mock === undefined ? [draftOf(undefined)] : draftsOf(mock));
  const [only, ...others] = drafts.value;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector<HTMLElement>("textarea, input:not([type=radio])")?.focus();
  }, []);
  const whole = mockOf(drafts.value);
  const save = () => {
    if (whole === null) return;
    app.beside.setMock(path, whole);
    app.announce(`Mock of ${path} kept`);
    onClose();
  };
  const type = findState(app.analysed.value, path)?.resource ?? "";
  return (
    <form
      ref={form}
      class="history-mock-editor"
      aria-label={`Mock of ${path}`}
      data-testid="mock-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p class="history-mock-editor-title">
        <span class="history-mock-glyph" aria-hidden="true">
          ◇
        </span>
        <strong>{path}</strong>
        <span class="history-mock-resource">{type}</span>
      </p>
      {only !== undefined && others.length === 0 && (
        <Segmented
          label="The task"
          testId="mocks-tab-kind"
          value={only.kind}
          segments={MOCK_KINDS}
          onChange={(kind) => (drafts.value = [{ ...only, kind }])}
        />
      )}
      <MockAnswers
        drafts={drafts.value}
        testId="mocks-tab"
        onChange={(next) => (drafts.value = next)}
        onSubmit={save}
      />
      <div class="history-mock-editor-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={whole === null} data-testid="mock-save">
          Keep
        </Button>
      </div>
    </form>
  );
}
