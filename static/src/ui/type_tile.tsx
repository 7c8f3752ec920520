/** A state type's icon on its tinted tile. */

import { typeClass, typeIcon } from "./type_icons";

export function TypeTile({ type, size = 24 }: { readonly type: string; readonly size?: 20 | 24 | 28 }) {
  return (
    <span class={`type-tile hue-${typeClass(type)} tile-${size}`}>
      <svg
        class="icon"
        width={size * 0.62}
        height={size * 0.62}
        viewBox="0 0 16 16"
        aria-hidden="true"
        focusable="false"
      >
        <path d={typeIcon(type)} />
      </svg>
    </span>
  );
}
