/** A key combination, drawn key by key. */

/** Whether this is a Mac, where `Mod` is ⌘. */
export function isMac(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
}

/** `Mod+Shift+S` as people read it: `Ctrl Shift S`, on a Mac `⌘ ⇧ S`. */
export function keyNames(keys: string): readonly string[] {
  const mac = isMac();
  const names: Readonly<Record<string, string>> = mac
    ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃" }
    : { Mod: "Ctrl", ArrowUp: "↑", ArrowDown: "↓" };
  return keys.split("+").map((key) => names[key] ?? key);
}

export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span class="keys" aria-hidden="true">
      {keyNames(keys).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}
