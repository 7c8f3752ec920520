/** Fields that are set rarely: chosen from a menu, they appear in the form with a first value, and have the focus. */

import type { Field } from "../protocol/fields";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { Menu } from "../ui/menu";
import { pointer } from "./edits";
import { firstValue } from "./first_values";
import { focusField } from "./focus";

export interface AddFieldMenuProps {
  readonly fields: readonly Field[];
  readonly path: string;
  /** The way to what holds the field, inside the state. */
  readonly tokens: readonly (string | number)[];
  readonly testId: string;
  readonly fieldTestId: (name: string) => string;
}

export function AddFieldMenu({ fields, path, tokens, testId, fieldTestId }: AddFieldMenuProps) {
  const app = useApp();
  if (fields.length === 0) return null;
  const add = async (field: Field) => {
    const where = { kind: "set_field", path, pointer: pointer(...tokens, field.name) } as const;
    if (await app.edit({ ...where, value: firstValue(field) })) focusField(fieldTestId(field.name));
  };
  const items = fields.map((field) => ({
    id: `field:${field.name}`,
    label: field.name,
    detail: field.about,
    run: () => void add(field),
  }));
  return (
    <div>
      <Menu label="Add a field" groups={[{ items }]} testId={`${testId}-menu`}>
        <button type="button" class="button button-plain add-field" data-testid={testId}>
          <Icon name="add" />
          Add a field
          <Icon name="chevronDown" size={12} />
        </button>
      </Menu>
    </div>
  );
}
