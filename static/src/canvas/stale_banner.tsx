/** Says where the text is broken while the last graph stays on show. */

import { firstError } from "../model/document";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";

export function StaleBanner() {
  const app = useApp();
  const error = firstError(app.analysed.value);
  return (
    <button
      type="button"
      class="stale"
      data-testid="stale"
      onClick={() => error !== undefined && app.text.reveal({ start: error.start.offset, end: error.end.offset })}
    >
      <Icon name="warning" />
      {error === undefined ? (
        "The text cannot be read; this is the last graph."
      ) : (
        <span>
          <strong>
            {error.start.line}:{error.start.column}
          </strong>{" "}
          {error.message}
        </span>
      )}
    </button>
  );
}
