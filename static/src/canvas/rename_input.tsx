/** The name of a state, edited where it stands. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { findNode, isContainer } from "../model/document";
import { stateName } from "../model/paths";
import { useApp } from "../ui/context";
import type { Camera } from "./camera";
import { TITLE_HEIGHT } from "./geometry";

export interface RenameInputProps {
  readonly path: string;
  readonly camera: Camera;
  readonly onDone: () => void;
}

export function RenameInput({ path, camera, onDone }: RenameInputProps) {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const finished = useRef(false);
  useLayoutEffect(() => {
    const node = app.analysed.peek().graph === null ? undefined : findNode(app.analysed.peek().graph ?? never(), path);
    const frame = input.current?.parentElement?.getBoundingClientRect();
    if (node === undefined || frame === undefined || input.current === null) return onDone();
    const height = isContainer(node.type) ? TITLE_HEIGHT : node.height;
    const [left, top] = camera.toClient([node.x + 42, node.y + height / 2]);
    const { style } = input.current;
    style.left = `${Math.max(4, left - frame.left)}px`;
    style.top = `${top - frame.top - 15}px`;
    style.width = `${Math.max(140, (node.width - 48) * camera.zoom.peek())}px`;
    input.current.focus();
    input.current.select();
  }, []);
  const finish = (name: string | null) => {
    if (finished.current) return;
    finished.current = true;
    if (name !== null && name !== "" && name !== stateName(path)) void app.edit({ kind: "rename_state", path, name });
    onDone();
  };
  return (
    <input
      ref={input}
      class="input rename-input"
      aria-label="State name"
      data-testid="rename"
      defaultValue={stateName(path)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish(event.currentTarget.value);
        if (event.key === "Escape") finish(null);
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}

function never(): never {
  throw new Error("unreachable");
}
