/** The text in a plain text area: what stands in for the code editor until that has loaded. */

import { useApp } from "./context";

export function PlainText() {
  const app = useApp();
  void app.editing.textVersion.value;
  return (
    <textarea
      class="plain-text"
      data-testid="text"
      aria-label="State machine text"
      spellcheck={false}
      value={app.text.text()}
      onInput={(event) => app.setText(event.currentTarget.value)}
    />
  );
}
