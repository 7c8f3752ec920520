/** The one `Debugger` of the page, within reach of its components. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Debugger } from "./debugger";

export const DebuggerContext = createContext<Debugger | null>(null);

export function useDebugger(): Debugger {
  const found = useContext(DebuggerContext);
  if (found === null) throw new Error("useDebugger() needs a <DebuggerContext.Provider> around it");
  return found;
}
