/**
 * A text that others change too: what the server has, and what was changed here and is not there yet.
 *
 * `@codemirror/collab` keeps both in an editor state without a view, so that the page's own editor, whichever that is,
 * need know nothing of it: it tells its edits and is told those of others. Places are UTF-16 units of the text as it
 * is, a `"\r"` being a character as any other. Pure.
 */

import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { ChangeSet, EditorState, Text } from "@codemirror/state";
import type { EditView, PushEdits, TextEdit } from "../protocol/messages";

export type Changes = EditView["changes"];

/** Edits came of which the ones before are not known yet. */
export class EditsMissing extends Error {}

/** For so many edits it is known where a place of the text before them is now. */
const REMEMBERED = 200;

export class SharedText {
  readonly client: string;
  #state: EditorState;
  #base: Text;
  /** What was typed since others were last heard or told: one edit, be it ever so many keys. */
  #draft: ChangeSet | null = null;
  #past: ChangeSet[] = [];

  constructor(text: string, version: number, client: string) {
    this.client = client;
    this.#base = textOf(text);
    this.#state = EditorState.create({
      doc: this.#base,
      extensions: [EditorState.lineSeparator.of("\n"), collab({ startVersion: version, clientID: client })],
    });
  }

  /** The number of the last edit that is known here. */
  get version(): number {
    return getSyncedVersion(this.#state);
  }

  /** The text as it is here. */
  get text(): string {
    this.#settle();
    return this.#state.doc.toString();
  }

  /** The text as the server had it after the last edit that is known here. */
  get base(): string {
    return this.#base.toString();
  }

  get hasUnsent(): boolean {
    return this.#draft !== null || sendableUpdates(this.#state).length > 0;
  }

  /** What was changed here and is not known to be there, to be pushed. */
  get unsent(): PushEdits {
    this.#settle();
    const changes = sendableUpdates(this.#state).map((each) => each.changes.toJSON() as Changes);
    return { version: this.version, client: this.client, changes };
  }

  /** The text was changed here: edits that ascend and are all of the text before. */
  edit(edits: readonly TextEdit[]): void {
    const length = this.#draft?.newLength ?? this.#state.doc.length;
    const changes = ChangeSet.of(
      edits.map(({ start, end, insert }) => ({ from: start, to: end, insert: textOf(insert) })),
      length,
    );
    this.#draft = this.#draft === null ? changes : this.#draft.compose(changes);
  }

  /** The same, as it was kept. Throws `RangeError` where it is of another text. */
  change(changes: Changes): void {
    this.#settle();
    this.#state = this.#state.update({ changes: ChangeSet.fromJSON(changes) }).state;
  }

  /** What was pushed at `version` is in. */
  confirm(pushed: PushEdits): void {
    const known = this.version - pushed.version;
    const changes = pushed.changes.slice(known);
    this.receive(
      changes.map((each, index) => ({ number: this.version + index + 1, client: this.client, changes: each })),
    );
  }

  /**
   * Take edits that the server has, our own among them, and return what they change here.
   *
   * Throws `EditsMissing` where there is a gap before them, `RangeError` where they are of another text.
   */
  receive(edits: readonly EditView[]): readonly TextEdit[] {
    const fresh = edits.filter((each) => each.number > this.version);
    const first = fresh[0];
    if (first === undefined) return [];
    if (first.number !== this.version + 1) throw new EditsMissing(`edit ${first.number} came after ${this.version}`);
    const updates = fresh.map((each) => ({ changes: ChangeSet.fromJSON(each.changes), clientID: each.client }));
    const base = updates.reduce((text, each) => each.changes.apply(text), this.#base);
    this.#settle();
    const transaction = receiveUpdates(this.#state, updates);
    this.#state = transaction.state;
    this.#base = base;
    this.#past = [...this.#past, ...updates.map((each) => each.changes)].slice(-REMEMBERED);
    return editsOf(transaction.changes);
  }

  /** Return where a place of the text here is in the server's text. */
  toServer(place: number): number {
    const back = this.#unconfirmed().invertedDesc;
    // A place may be of the text before an undo that is told of only afterwards.
    return Math.min(back.mapPos(Math.min(place, back.length), -1), this.#base.length);
  }

  /** Return where a place of the server's text after edit `version` is here; null while that edit is not known. */
  fromServer(place: number, version: number): number | null {
    if (version > this.version) return null;
    const since = this.#past.slice(Math.max(0, this.#past.length - (this.version - version)));
    let at = place;
    for (const changes of since) at = changes.mapPos(Math.min(at, changes.length), 1);
    const unconfirmed = this.#unconfirmed();
    return unconfirmed.mapPos(Math.min(at, unconfirmed.length), 1);
  }

  #unconfirmed(): ChangeSet {
    this.#settle();
    return sendableUpdates(this.#state).reduce(
      (all, each) => all.compose(each.changes),
      ChangeSet.empty(this.#base.length),
    );
  }

  #settle(): void {
    const draft = this.#draft;
    if (draft === null) return;
    this.#draft = null;
    if (!draft.empty) this.#state = this.#state.update({ changes: draft }).state;
  }
}

function textOf(text: string): Text {
  return Text.of(text.split("\n"));
}

function editsOf(changes: ChangeSet): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  changes.iterChanges((start, end, _from, _to, inserted) => {
    edits.push({ start, end, insert: inserted.toString() });
  });
  return edits;
}
