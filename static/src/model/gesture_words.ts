/** What a gesture did, in a few words for the list of versions. Pure. */

import type { EditCommand, EditResponse } from "../protocol/messages";
import { isTerminal, stateName } from "./paths";

export function gestureWords(command: EditCommand, { select, selection }: EditResponse): string {
  switch (command.kind) {
    case "insert_state":
      return `added ${selection.length > 1 ? names(selection) : select === null ? "a state" : stateName(select)}`;
    case "delete_state":
      return `deleted ${stateName(command.path)}`;
    case "delete_states":
      return `deleted ${names(command.paths)}`;
    case "rename_state":
      return `renamed ${stateName(command.path)} to ${command.name}`;
    case "connect":
      return `connected ${place(command.transition.source)} to ${command.target === "#end" ? "the end" : command.target}`;
    case "disconnect":
      return `removed a transition of ${place(command.transition.source)}`;
    case "reconnect":
      return `moved a transition to ${stateName(command.source)}`;
    case "set_field":
      return `${stateName(command.path)}: ${command.pointer.slice(1).split("/")[0] ?? ""}`;
    case "set_processor":
      return `${stateName(command.path)}: how items are processed`;
    case "change_type":
      return `${stateName(command.path)} is a ${command.state_type}`;
    case "add_branch":
      return `added a branch to ${stateName(command.path)}`;
    case "set_start":
      return `starts at ${stateName(command.path)}`;
    case "set_end":
      return `${stateName(command.path)} ends`;
    case "add_entry":
      return `added a ${command.entry} to ${stateName(command.path)}`;
    case "remove_entry":
      return `removed a ${command.entry} of ${stateName(command.path)}`;
    case "move_entry":
      return `moved a ${command.entry} of ${stateName(command.path)}`;
    case "move_states":
      return `moved ${names(command.paths)}`;
    case "duplicate_states":
      return `duplicated ${names(command.paths)}`;
    case "paste_states":
      return `pasted ${names(selection)}`;
    case "wrap_states":
      return `wrapped ${names(command.paths)}`;
    case "unwrap_state":
      return `unwrapped ${stateName(command.path)}`;
    case "format_text":
      return "formatted the text";
    case "convert_query_language":
      return `${stateName(command.path)} in ${command.to}`;
  }
}

function names(paths: readonly string[]): string {
  return paths.length > 2 ? `${paths.length} states` : paths.map(stateName).join(", ");
}

function place(path: string): string {
  return isTerminal(path) ? "the start" : stateName(path);
}
