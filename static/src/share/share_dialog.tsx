/** Links to a read-only page of the graph: make one, copy it while it is known, revoke any. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { drawingQuery } from "../model/drawing_address";
import type { ShareView } from "../protocol/messages";
import { Button, IconButton } from "../ui/button";
import { copyText } from "../ui/clipboard";
import { useApp } from "../ui/context";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icons";

export function ShareDialog() {
  return useApp().view.dialog.value === "share" ? <Share /> : null;
}

function Share() {
  const app = useApp();
  const [links, setLinks] = useState<readonly ShareView[] | null>(null);
  const [made, setMade] = useState<ShareView | null>(null);
  const attempt = useCallback(
    async (title: string, work: () => Promise<void>) => {
      try {
        await app.pending.track(work());
      } catch (error) {
        app.fail(title, error);
      }
    },
    [app],
  );
  const read = useCallback(
    () => attempt("The links could not be listed", async () => setLinks(await app.backend.shares())),
    [app, attempt],
  );
  useEffect(() => void read(), [read]);
  const create = () =>
    attempt("The link could not be made", async () => {
      const document = app.document.peek();
      if (document === null) return;
      await app.saveNow();
      setMade(await app.backend.share({ document: document.id }));
      await read();
    });
  const revoke = (id: string) =>
    attempt("The link could not be revoked", async () => {
      await app.backend.revokeShare(id);
      if (made?.id === id) setMade(null);
      app.announce("Link revoked");
      await read();
    });
  const others = (links ?? []).filter((link) => link.id !== made?.id);
  return (
    <Dialog
      title="Share"
      description="Whoever has the link sees the graph as it is now, and nothing else: not the text, no data, no executions. Nobody can edit."
      testId="share-dialog"
      onClose={() => {
        app.view.dialog.value = null;
      }}
    >
      <div class="share">
        {made === null ? (
          <div>
            <Button look="primary" icon="share" data-autofocus data-testid="share-create" onClick={() => void create()}>
              Make a link
            </Button>
          </div>
        ) : (
          <MadeLink share={made} onRevoke={() => void revoke(made.id)} />
        )}
        {others.length > 0 && (
          <section class="share-links" aria-label="Links made before">
            <h3 class="open-heading">Links made before</h3>
            <ul>
              {others.map((link) => (
                <li class="share-row" key={link.id} data-revoked={link.revoked_ms !== null || undefined}>
                  <span class="share-title">{link.title}</span>
                  <time class="share-time" dateTime={new Date(link.created_ms).toISOString()}>
                    {new Date(link.created_ms).toLocaleString()}
                  </time>
                  {link.revoked_ms === null ? (
                    <Button
                      look="danger"
                      data-testid={`share-revoke:${link.id}`}
                      onClick={() => void revoke(link.id)}
                      aria-label={`Revoke the link to ${link.title}`}
                    >
                      Revoke
                    </Button>
                  ) : (
                    <span class="share-revoked">Revoked</span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function MadeLink({ share, onRevoke }: { readonly share: ShareView; readonly onRevoke: () => void }) {
  const { drawing } = useApp();
  const collapsed = drawing.containers.value.filter((path) => drawing.collapsed.value.has(path));
  const query = drawingQuery(drawing.direction.value, collapsed);
  const address = share.url === null ? "" : new URL(share.url, location.href).href;
  const url = address + query;
  return (
    <section class="share-made" aria-label="The new link">
      <LinkField label="Link" url={url} testId="share-link" copyId="share-copy" />
      <LinkField
        label="Picture (SVG)"
        url={`${address}.svg${query}`}
        testId="share-picture"
        copyId="share-copy-picture"
      />
      <p class="share-note">
        <Icon name="info" size={14} /> <span>The link is shown once: only its fingerprint is kept. Copy it now.</span>
      </p>
      {share.local_only && (
        <p class="share-note share-local" data-testid="share-local">
          <Icon name="warning" size={14} />{" "}
          <span>This server listens on this machine only: the link works on it only.</span>
        </p>
      )}
      <div class="form-buttons">
        <a class="button button-outline" href={url} target="_blank" rel="noreferrer" data-testid="share-visit">
          Open it
        </a>
        <Button look="danger" data-testid={`share-revoke:${share.id}`} onClick={onRevoke}>
          Revoke
        </Button>
      </div>
    </section>
  );
}

interface LinkFieldProps {
  readonly label: string;
  readonly url: string;
  readonly testId: string;
  readonly copyId: string;
}

function LinkField({ label, url, testId, copyId }: LinkFieldProps) {
  const app = useApp();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const done = await copyText(url);
    setCopied(done);
    app.announce(done ? "Link copied" : "The browser does not allow copying: select the link and copy it");
  };
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <span class="share-line">
        <input
          class="input is-code"
          readOnly
          value={url}
          data-testid={testId}
          onFocus={(event) => event.currentTarget.select()}
        />
        <IconButton
          icon={copied ? "check" : "copy"}
          label={copied ? "Copied" : `Copy: ${label}`}
          data-testid={copyId}
          onClick={() => void copy()}
        />
      </span>
    </label>
  );
}
