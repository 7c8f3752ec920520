/** The button that opens the Share dialog. */

import { Button, IconButton } from "../ui/button";
import { useApp } from "../ui/context";
import { PHONE, useMedia } from "../ui/media";

export function ShareButton() {
  const app = useApp();
  const phone = useMedia(PHONE);
  const open = () => {
    app.view.dialog.value = "share";
  };
  const disabled = app.document.value === null;
  if (phone)
    return <IconButton icon="share" label="Share" disabled={disabled} data-testid="share-open" onClick={open} />;
  return (
    <Button look="outline" icon="share" disabled={disabled} data-testid="share-open" onClick={open}>
      Share
    </Button>
  );
}
