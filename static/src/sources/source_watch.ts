/**
 * Keeps the document and the file that it came from together.
 *
 * The server writes the file with each save and says when somebody else has written it. Where the document was not
 * changed here, the file's text is taken; where both were changed, they are merged; where that cannot be done without
 * losing something, a person is asked.
 */

import { type Signal, signal } from "@preact/signals";
import { isAborted, RequestRefused } from "../model/backend";
import type { App } from "../model/store";
import type { ResolveSource, SourceView } from "../protocol/messages";

const LOOK_EVERY_MS = 2000;

export class SourceWatch {
  /** What is known of the file of the open document; null where it has none, or nothing is known yet. */
  readonly view: Signal<SourceView | null> = signal(null);
  readonly #app: App;
  #looking = false;
  #timer: ReturnType<typeof setInterval> | null = null;
  /** A problem is told once. */
  #told = "";

  constructor(app: App) {
    this.#app = app;
  }

  /** Look now, and then every other second while the window is shown. */
  start(): () => void {
    const look = () => void (globalThis.document?.visibilityState !== "hidden" && this.look());
    this.#timer = setInterval(look, LOOK_EVERY_MS);
    globalThis.window?.addEventListener("focus", look);
    return () => {
      if (this.#timer !== null) clearInterval(this.#timer);
      globalThis.window?.removeEventListener("focus", look);
    };
  }

  /** Ask how the file is, and bring it and the document together where that takes nobody's decision. */
  async look(): Promise<void> {
    const document = this.#app.document.peek();
    if (document === null || document.source === null) {
      this.view.value = null;
      return;
    }
    // What is being typed is saved first: until then the server knows an older text.
    if (this.#looking || this.#app.saving.peek() !== "saved") return;
    this.#looking = true;
    try {
      const view = await this.#app.backend.source(document.id);
      if (this.#app.document.peek()?.id !== document.id) return;
      this.view.value = view;
      if (this.#app.saving.peek() !== "saved") return;
      const now = this.#app.document.peek();
      // Only where it is another: whatever shows the document is drawn anew.
      if (now !== null && now.version !== view.version) this.#app.document.value = { ...now, version: view.version };
      await this.#settle(document.fileName, view);
    } catch (error) {
      if (!isAborted(error) && !(error instanceof RequestRefused)) throw error;
    } finally {
      this.#looking = false;
    }
  }

  /** Do what a person has decided, or what takes nobody's decision. True if it was done. */
  async resolve(how: ResolveSource["how"], byItself = false): Promise<boolean> {
    const document = this.#app.document.peek();
    if (document === null) return false;
    const seen = this.view.peek()?.seen ?? "";
    try {
      const { text } = this.#app.keeping;
      const asked = { how, client: text.client, seen };
      const saved = await this.#app.pending.track(this.#app.backend.resolveSource(document.id, asked));
      if (this.#app.document.peek()?.id !== document.id) return true;
      if (saved.edits > text.version.peek()) await text.pull();
      this.view.value = { state: "same", text: null, edited: false, problem: null, version: saved.version, seen: "" };
      return true;
    } catch (error) {
      const code = error instanceof RequestRefused ? error.body.code : "";
      if (how === "merge" && code === "cannot_merge") return false;
      // Whoever decides by themselves looks again soon.
      if (byItself && code === "source_changed") return false;
      this.#app.fail("The file was left as it is", error);
      return false;
    }
  }

  async #settle(fileName: string, view: SourceView): Promise<void> {
    if (view.state !== "changed") {
      if (view.state === "unsaved" && view.problem !== null) this.#tell(`${fileName} was not written`, view.problem);
      return;
    }
    // Also where nothing was changed here when it was looked at: somebody may have typed since.
    const done = await this.resolve("merge", true);
    if (!done) return;
    this.#app.notify({
      kind: "info",
      title: view.edited ? `${fileName} was changed on disk: merged` : `${fileName} was changed on disk: read anew`,
      action: { label: "Undo", run: () => this.#app.undo() },
    });
  }

  #tell(title: string, description: string): void {
    if (this.#told === description) return;
    this.#told = description;
    this.#app.notify({ kind: "error", title, description });
  }
}
