/** Files in and out of the browser. */

import type { App } from "../model/store";

const LARGEST_BYTES = 2_000_000;

/** Open a file that a person picked or dropped as a new document. */
export async function openFile(app: App, file: File): Promise<void> {
  if (file.size > LARGEST_BYTES) {
    app.notify({ kind: "error", title: `${file.name} is too large`, description: "The limit is 2 MB." });
    return;
  }
  await app.pending.track(file.text().then((text) => app.newDocument({ text, file_name: file.name })));
}

/** Let the browser save `text` under the name. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
