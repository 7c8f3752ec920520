/** All mocks of the document: what each Task answers, to be edited or removed. */

import { findState } from "../model/document";
import type { Mock } from "../protocol/messages";
import { IconButton } from "../ui/button";
import { useApp } from "../ui/context";

export function MocksTab() {
  const app = useApp();
  const mocks = Object.entries(app.mocks.value);
  if (mocks.length === 0) {
    return <p class="nothing">No mocks. A Task with neither handler nor mock asks for an answer when it is reached.</p>;
  }
  return (
    <ul class="mocks" data-testid="mocks">
      {mocks.map(([path, mock]) => (
        <li class="mock-row" key={path} data-testid={`mock:${path}`}>
          <span aria-hidden="true">◇</span>
          <span class="mock-path">{path}</span>
          <code class="mock-answer">{wordsOf(mock)}</code>
          {findState(app.analysed.value, path) === undefined && <span class="mock-note">no such state</span>}
          <IconButton
            icon="edit"
            label={`Edit the mock of ${path}`}
            disabled={findState(app.analysed.value, path) === undefined}
            onClick={() => edit(path)}
          />
          <IconButton
            icon="trash"
            label={`Remove the mock of ${path}`}
            data-testid={`mock-remove:${path}`}
            onClick={() => app.setMock(path, null)}
          />
        </li>
      ))}
    </ul>
  );

  function edit(path: string): void {
    app.select(path);
    app.view.open.right.value = true;
    app.view.folds.value = { ...app.view.folds.peek(), mock: true };
    requestAnimationFrame(() =>
      document.querySelector('[data-testid="section:mock"]')?.scrollIntoView({ block: "center" }),
    );
  }
}

function wordsOf(mock: Mock): string {
  if (mock.error !== null && mock.error !== undefined)
    return `throws ${mock.error}${mock.cause ? `: ${mock.cause}` : ""}`;
  return `returns ${mock.result ?? "null"}`;
}
