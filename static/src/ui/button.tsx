/** Buttons: with words, or with an icon only and a tooltip that says the words and the key. */

import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";
import { Tooltip } from "./tooltip";

type NativeProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "label">;

export interface ButtonProps extends NativeProps {
  readonly look?: "plain" | "outline" | "primary" | "danger";
  readonly icon?: IconName;
  readonly children?: ComponentChildren;
}

export function Button({ look = "plain", icon, children, class: extra, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} class={`button button-${look} ${extra ?? ""}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends NativeProps {
  readonly icon: IconName;
  readonly label: string;
  /** The key that does the same, as shown to a person. */
  readonly keys?: string | undefined;
  readonly size?: number;
}

export function IconButton({ icon, label, keys, size = 16, class: extra, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <button type="button" aria-label={label} {...rest} class={`icon-button ${extra ?? ""}`}>
        <Icon name={icon} size={size} />
      </button>
    </Tooltip>
  );
}
