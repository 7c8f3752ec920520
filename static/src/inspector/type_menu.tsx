/** The type of a state, to be turned into another where it stands. */

import { isContainer } from "../model/document";
import { STATE_TYPES, TYPE_SUMMARIES } from "../model/rules";
import type { StateSummary } from "../protocol/messages";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Menu } from "../ui/menu";

export function TypeMenu({ state }: { readonly state: StateSummary }) {
  const app = useApp();
  const items = STATE_TYPES.map((type) => ({
    id: `type:${type}`,
    label: type,
    detail: TYPE_SUMMARIES[type],
    type,
    disabled: type === state.type,
    run: () => void app.edit({ kind: "change_type", path: state.path, state_type: type }),
  }));
  // Its states would be lost.
  if (isContainer(state.type)) return <>{state.type}</>;
  return (
    <Menu label="Change the type" groups={[{ items }]} testId="type-menu">
      <button type="button" class="type-button" title="Change the type" data-testid="inspector-type">
        {state.type}
        <Icon name="chevronDown" size={12} />
      </button>
    </Menu>
  );
}
