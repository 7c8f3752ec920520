/** A file dropped anywhere on the window is opened. */

import { useEffect, useState } from "preact/hooks";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { openFile } from "./files";

export function DropFiles() {
  const app = useApp();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const options = { signal: listening.signal };
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    window.addEventListener(
      "dragover",
      (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        setOver(true);
      },
      options,
    );
    window.addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(false), options);
    window.addEventListener(
      "drop",
      (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) void openFile(app, file);
      },
      options,
    );
    return () => listening.abort();
  }, []);
  if (!over) return null;
  return (
    <div class="drop-files">
      <div class="drop-files-card">
        <Icon name="upload" size={22} />
        Drop to open
      </div>
    </div>
  );
}
