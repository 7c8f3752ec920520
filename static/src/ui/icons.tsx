/** The icons of the page: lines on a grid of 16, drawn in the colour of the text around them. */

const PATHS = {
  add: "M8 3.5v9M3.5 8h9",
  arrowDown: "M8 3v10M4.2 9.2 8 13l3.8-3.8",
  arrowRight: "M3 8h10M9.2 4.2 13 8l-3.8 3.8",
  arrowUp: "M8 13V3M4.2 6.8 8 3l3.8 3.8",
  back: "M6.5 3.5 2.5 7.5l4 4M2.5 7.5H10a3.5 3.5 0 0 1 0 7",
  branch: "M8 2v3M8 5c0 2-4.5 1.5-4.5 5v2M8 5c0 2 4.5 1.5 4.5 5v2",
  check: "m3 8.5 3.2 3.2L13 5",
  chevronDown: "m4.5 6.5 3.5 3.5 3.5-3.5",
  chevronLeft: "m9.5 4.5-3.5 3.5 3.5 3.5",
  chevronRight: "m6.5 4.5 3.5 3.5-3.5 3.5",
  chevronUp: "m4.5 9.5 3.5-3.5 3.5 3.5",
  close: "m4 4 8 8M12 4l-8 8",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6",
  braces:
    "M6 2.5c-1.6 0-2 .7-2 2v1.8C4 7.4 3.4 8 2.3 8 3.4 8 4 8.6 4 9.7v1.8c0 1.3.4 2 2 2M10 2.5c1.6 0 2 .7 2 2v1.8c0 1.1.6 1.7 1.7 1.7-1.1 0-1.7.6-1.7 1.7v1.8c0 1.3-.4 2-2 2",
  code: "m5.5 4.5-3.5 3.5 3.5 3.5M10.5 4.5 14 8l-3.5 3.5",
  comment: "M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2z",
  connect: "M4 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM12 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5.5 9.2 10.4 6.6",
  copy: "M6 5.5h6.5v8H6zM3.5 10.5v-8H10",
  design: "M2.5 3h5v3.5h-5zM8.5 9.5h5V13h-5zM5 6.5v4.7h3.5",
  download: "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11",
  edit: "m10.8 2.8 2.4 2.4-7.7 7.7-3 .6.6-3z",
  error: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 5v3.6M8 11v.1",
  file: "M3.5 1.8h5.6l3.4 3.4v9h-9zM9 2v3.4h3.4",
  fit: "M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3",
  folder: "M1.8 12.8v-9.6h4.4l1.5 1.8h6.5v7.8z",
  forward: "M9.5 3.5l4 4-4 4M13.5 7.5H6a3.5 3.5 0 0 0 0 7",
  grip: "M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.4V11M8 5v.1",
  keyboard: "M1.8 4h12.4v8H1.8zM4.2 6.6h.1M6.7 6.6h.1M9.2 6.6h.1M11.7 6.6h.1M4.8 9.4h6.4",
  layers: "m8 2 6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3",
  layoutDown: "M5.5 2h5v3.6h-5zM2 10.4h5V14H2zM9 10.4h5V14H9zM8 5.6v2.4M4.5 10.4V8h7v2.4",
  layoutRight: "M2 5.5h3.6v5H2zM10.4 2H14v5h-3.6zM10.4 9H14v5h-3.6zM5.6 8H8M10.4 4.5H8v7h2.4",
  minimap: "M1.8 2.8h12.4v10.4H1.8zM8.5 8.2h3.6v2.9H8.5z",
  minus: "M3.5 8h9",
  monitor: "M2 3h12v8H2zM5.5 13.5h5M8 11v2.5",
  moon: "M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7 5.8 5.8 0 1 0 13.3 9.6Z",
  more: "M3.5 8h.1M8 8h.1M12.5 8h.1",
  outline: "M2.5 3.5h4M5.5 8h4M5.5 12.5h8M3.5 5v7.5h2M3.5 8h2",
  panelBottom: "M2 2.5h12v11H2zM2 9.5h12",
  panelLeft: "M2 2.5h12v11H2zM6 2.5v11",
  panelRight: "M2 2.5h12v11H2zM10 2.5v11",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  play: "M4.5 2.8v10.4L13 8z",
  redo: "M9.8 3 13 6.2 9.8 9.4M13 6.2H6.2a3.4 3.4 0 0 0 0 6.8H9",
  reverseContinue: "M11.5 2.8v10.4L3 8z",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.4 3.4",
  share: "M8 9.5V2M5.2 4.5 8 1.8l2.8 2.7M4.5 7H3v6.8h10V7h-1.5",
  split: "M2 2.5h12v11H2zM8 2.5v11",
  star: "m8 2.2 1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z",
  restart: "M13 8a5 5 0 1 1-1.5-3.6M13.2 1.8v3.4H9.8",
  stepBack: "M10 3.5 5.5 8l4.5 4.5M3 3.5v9",
  stepForward: "M6 3.5 10.5 8 6 12.5M13 3.5v9",
  stepInto: "M8 1.8v7.4M5 6.4l3 3 3-3M8 14.2a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z",
  stepOut: "M8 9.6V2.2M5 5.2l3-3 3 3M8 14.2a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z",
  stepOver: "M2.4 9.2a5.7 5.7 0 0 1 10.8-1.6M13.6 3.6v4h-4M8 14.2a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z",
  stop: "M3.8 3.8h8.4v8.4H3.8z",
  sun: "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9",
  swap: "M3 5.5h9.5M9.8 2.8l2.7 2.7-2.7 2.7M13 10.5H3.5M6.2 7.8l-2.7 2.7 2.7 2.7",
  target: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  trash: "M2.5 4.3h11M6 4V2.5h4V4M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4",
  undo: "M6.2 3 3 6.2l3.2 3.2M3 6.2h6.8a3.4 3.4 0 0 1 0 6.8H7",
  upload: "M8 10.5V3M4.8 6 8 2.8 11.2 6M2.5 13.5h11",
  warning: "M8 2.3 14.4 13.5H1.6zM8 6.5v3.2M8 11.6v.1",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of the product: three states, a step at a time. */
export function LogoMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg class="logo-mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect class="logo-ground" x="1" y="1" width="22" height="22" rx="6.5" />
      <path class="logo-line" d="M7 6.8h3.4c1.2 0 1.6.6 1.6 1.6v1.2c0 1 .5 1.6 1.6 1.6h1.6c1.2 0 1.8.6 1.8 1.6v4.4" />
      <circle class="logo-dot" cx="6.8" cy="6.8" r="2.1" />
      <circle class="logo-dot" cx="12" cy="11.2" r="1.5" />
      <path class="logo-dot" d="M14.6 15h4.8L17 18.6z" />
    </svg>
  );
}
