/** The mock of a Task in its form: none, one answer, or several in the order of the calls. Kept as soon as it is whole. */

import { useEffect, useState } from "preact/hooks";
import { Section } from "../inspector/section";
import { useApp } from "../ui/context";
import { Segmented } from "../ui/segmented";
import { MOCK_KINDS, MockAnswers } from "./mock_answers";
import { draftOf, draftsOf, type MockDraft, mockOf } from "./mock_draft";

const KINDS = [{ value: "none", label: "None" }, ...MOCK_KINDS] as const;
const NONE: readonly MockDraft[] = [];

export function MockSection({ path }: { readonly path: string }) {
  const app = useApp();
  const mock = app.beside.mocks.value[path];
  const [drafts, setDrafts] = useState(mock === undefined ? NONE : draftsOf(mock));
  const kept = mock === undefined ? NONE : draftsOf(mock);
  const keptText = JSON.stringify(mockOf(kept));
  // What was set elsewhere is shown, what is typed here stays.
  useEffect(() => {
    if (JSON.stringify(mockOf(drafts)) !== keptText) setDrafts(kept);
  }, [path, keptText]);
  const change = (next: readonly MockDraft[]) => {
    setDrafts(next);
    const whole = mockOf(next);
    if (next.length === 0 || whole !== null) app.beside.setMock(path, whole);
  };
  const [only] = drafts;
  return (
    <Section id="mock" title="Mock" open={mock !== undefined}>
      {drafts.length < 2 && (
        <Segmented
          label="Mock"
          testId="mock-kind"
          value={only?.kind ?? "none"}
          segments={KINDS}
          onChange={(kind) => change(kind === "none" ? NONE : [{ ...(only ?? draftOf(undefined)), kind }])}
        />
      )}
      {only === undefined ? (
        <p class="field-hint">
          Without a mock the Task runs its handler; without a handler it asks when it is reached.
        </p>
      ) : (
        <MockAnswers drafts={drafts} testId="mock" onChange={change} />
      )}
    </Section>
  );
}
