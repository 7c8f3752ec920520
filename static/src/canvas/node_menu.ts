/** What other features put into the menus of a state and of a transition. */

import { createContext } from "preact";
import type { MenuGroup } from "../ui/menu";

export type NodeMenu = (path: string) => readonly MenuGroup[];

export const NodeMenuContext = createContext<NodeMenu>(() => []);

/** By the id of the transition. */
export type EdgeMenu = (id: string) => readonly MenuGroup[];

export const EdgeMenuContext = createContext<EdgeMenu>(() => []);
