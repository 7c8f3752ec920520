/** The header's Share button and its dialog: make a link, copy it, revoke the ones that were made. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ShareView } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { copyText } from "./copy";

export function ShareButton() {
  const app = useApp();
  const open = useSignal(false);
  return (
    <>
      <Button
        look="outline"
        icon="share"
        data-testid="share-open"
        disabled={app.document.value === null}
        onClick={() => {
          open.value = true;
        }}
      >
        Share
      </Button>
      {open.value && (
        <ShareDialog
          onClose={() => {
            open.value = false;
          }}
        />
      )}
    </>
  );
}

function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const made = useSignal<ShareView | null>(null);
  const shares = useSignal<readonly ShareView[] | null>(null);
  const attempt = (title: string, work: () => Promise<void>) =>
    app.pending.track(work().catch((error: unknown) => app.fail(title, error)));
  const list = () =>
    attempt("The links could not be listed", async () => {
      shares.value = await app.backend.shares();
    });
  useEffect(() => void list(), []);

  const create = () =>
    attempt("The link could not be made", async () => {
      const document = app.document.peek();
      if (document === null) return;
      await app.saveNow();
      made.value = await app.backend.share({ document: document.id });
      await list();
    });
  const revoke = (share: ShareView) =>
    attempt("The link could not be revoked", async () => {
      await app.backend.revokeShare(share.id);
      if (made.peek()?.id === share.id) made.value = null;
      await list();
    });

  return (
    <Dialog
      title="Share the graph"
      description="Whoever has the link sees this graph as it is now, read-only, without an account. The text, inputs, mocks and executions are not shown."
      testId="share-dialog"
      onClose={onClose}
    >
      {made.value === null ? (
        <Button look="primary" icon="share" data-testid="share-create" onClick={() => void create()}>
          Make a link
        </Button>
      ) : (
        <MadeLink share={made.value} />
      )}
      {shares.value !== null && shares.value.length > 0 && (
        <section class="share-list" aria-label="Links">
          <h3 class="share-heading">Links made so far</h3>
          <ul>
            {shares.value.map((share) => (
              <ShareRow key={share.id} share={share} onRevoke={() => void revoke(share)} />
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

function MadeLink({ share }: { readonly share: ShareView }) {
  const link = new URL(share.url ?? "", window.location.href).href;
  return (
    <div class="share-made">
      <CopyField label="Link" value={link} testId="share-link" />
      <CopyField label="Picture (SVG)" value={`${link}.svg`} testId="share-picture" />
      <p class="share-note">Copy it now: only its fingerprint is kept, so it cannot be shown again.</p>
      {share.local_only && (
        <p class="share-note share-local" data-testid="share-local-only">
          Statewalk listens on this machine only, so the link works on this machine only.
        </p>
      )}
    </div>
  );
}

function CopyField(props: { readonly label: string; readonly value: string; readonly testId: string }) {
  const app = useApp();
  const copied = useSignal(false);
  const copy = async () => {
    copied.value = await copyText(props.value);
    app.announce(copied.value ? `${props.label} copied` : "Copying failed: select the link and copy it yourself");
  };
  return (
    <div class="share-field">
      <label class="share-label">
        {props.label}
        <input
          class="input share-input"
          readOnly
          value={props.value}
          data-testid={props.testId}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <Button
        look="outline"
        icon={copied.value ? "check" : "copy"}
        data-testid={props.testId === "share-link" ? "share-copy" : `${props.testId}-copy`}
        aria-label={`Copy ${props.label}`}
        onClick={() => void copy()}
      >
        {copied.value ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}

function ShareRow({ share, onRevoke }: { readonly share: ShareView; readonly onRevoke: () => void }) {
  const revoked = share.revoked_ms !== null;
  return (
    <li class="share-row" data-revoked={revoked || undefined}>
      <span class="share-title">{share.title}</span>
      <time class="share-time" dateTime={new Date(share.created_ms).toISOString()}>
        {new Date(share.created_ms).toLocaleString()}
      </time>
      {revoked ? (
        <span class="share-state">Revoked</span>
      ) : (
        <IconButton icon="trash" label="Revoke this link" data-testid={`share-revoke:${share.id}`} onClick={onRevoke} />
      )}
    </li>
  );
}
