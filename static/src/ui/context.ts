/** The one `App` of the page, within reach of every component. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { App } from "../model/store";

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("useApp() needs an <AppContext.Provider> around it");
  return app;
}
