/** What names a row of a comparison as long as it is shown. */

import type { ComparedVisit } from "../protocol/messages";
import type { Row } from "./rows";

export function keyOf(visit: ComparedVisit): string {
  const flow = visit.flow.map(({ container, index }) => `${container}[${index}]`).join(" ");
  return `visit ${flow} ${visit.path} ${visit.nth}`;
}

export function rowKey(row: Row): string {
  switch (row.kind) {
    case "visit":
      return keyOf(row.visit);
    case "group":
      return `group ${row.path}`;
    case "end":
      return "end";
  }
}
