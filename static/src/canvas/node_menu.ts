/** What other features put into the menu of a state. */

import { createContext } from "preact";
import type { MenuGroup } from "../ui/menu";

export type NodeMenu = (path: string) => readonly MenuGroup[];

export const NodeMenuContext = createContext<NodeMenu>(() => []);
