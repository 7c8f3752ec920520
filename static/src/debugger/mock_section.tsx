/** The mock of a Task in its form: none, returns or throws. Kept with the document as soon as it is whole. */

import { useEffect, useState } from "preact/hooks";
import { Section } from "../inspector/section";
import { useApp } from "../ui/context";
import { Segmented } from "../ui/segmented";
import { draftOf, type MockDraft, MockValues, mockOf } from "./mock_form";

const KINDS = [
  { value: "none", label: "None" },
  { value: "returns", label: "Returns" },
  { value: "throws", label: "Throws" },
] as const;

export function MockSection({ path }: { readonly path: string }) {
  const app = useApp();
  const mock = app.beside.mocks.value[path];
  const [draft, setDraft] = useState<MockDraft | null>(mock === undefined ? null : draftOf(mock));
  const kept = JSON.stringify(mock ?? null);
  // What was set elsewhere is shown, what is typed here stays.
  useEffect(() => {
    const typed = draft === null ? null : mockOf(draft);
    if (JSON.stringify(typed) !== kept) setDraft(mock === undefined ? null : draftOf(mock));
  }, [path, kept]);
  const change = (next: MockDraft | null) => {
    setDraft(next);
    const whole = next === null ? null : mockOf(next);
    if (next === null || whole !== null) app.beside.setMock(path, whole);
  };
  return (
    <Section id="mock" title="Mock" open={mock !== undefined}>
      <Segmented
        label="Mock"
        testId="mock-kind"
        value={draft?.kind ?? "none"}
        segments={KINDS}
        onChange={(kind) => change(kind === "none" ? null : { ...(draft ?? draftOf(undefined)), kind })}
      />
      {draft === null ? (
        <p class="field-hint">
          Without a mock the Task runs its handler; without a handler it asks when it is reached.
        </p>
      ) : (
        <MockValues draft={draft} testId="mock" onChange={change} />
      )}
    </Section>
  );
}
