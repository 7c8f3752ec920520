/** What can be added: the eight state types, actions by service, and patterns. Drag one onto the graph, or press it. */

import { useEffect, useState } from "preact/hooks";
import { find } from "../command_palette/search";
import { Section } from "../inspector/section";
import { STATE_TYPES, TYPE_SUMMARIES } from "../model/rules";
import { useApp } from "../ui/context";
import { SearchField } from "../ui/search_field";
import { TypeTile } from "../ui/type_tile";
import { offered, readPalette, tileOf, wordsOf } from "./offer";

const DRAG_AFTER_PX = 4;

interface Offer {
  readonly what: string;
  readonly name: string;
  readonly summary: string;
  readonly tile: string;
  readonly words: string;
}

export function Palette() {
  const app = useApp();
  const [typed, setTyped] = useState("");
  useEffect(() => void readPalette(app), [app]);
  const types = STATE_TYPES.map(
    (type): Offer => ({ what: type, name: type, summary: TYPE_SUMMARIES[type], tile: type, words: "" }),
  );
  const groups = offered(app).map((group) => ({
    name: group.name,
    offers: group.items.map(
      (item): Offer => ({
        what: item.id,
        name: item.name,
        summary: item.resource === "" ? item.summary : `${item.summary}\n${item.resource}`,
        tile: tileOf(item),
        words: wordsOf(item, group.name),
      }),
    ),
  }));
  const found = find(
    [...types, ...groups.flatMap((group) => group.offers)],
    (offer) => offer.name,
    typed,
    (offer) => offer.words,
  );
  return (
    <div data-testid="palette">
      <SearchField
        class="palette-search"
        placeholder="Search"
        label="Search what can be added"
        testId="palette-search"
        words={typed}
        onWords={setTyped}
        onKeyDown={(event) => {
          const first = found[0];
          if (event.key === "Enter" && typed !== "" && first !== undefined) void app.editing.addState(first.what);
        }}
      />
      {typed.trim() !== "" ? (
        <Offers offers={found} wide />
      ) : (
        <>
          <Offers offers={types} />
          {groups.map((group) => (
            <Section key={group.name} id={`palette-${group.name}`} title={group.name} open={false}>
              <Offers offers={group.offers} wide />
            </Section>
          ))}
        </>
      )}
      {typed.trim() !== "" && found.length === 0 && <p class="nothing">Nothing of that name</p>}
    </div>
  );
}

function Offers({ offers, wide = false }: { readonly offers: readonly Offer[]; readonly wide?: boolean }) {
  return (
    <ul class={wide ? "palette palette-wide" : "palette"}>
      {offers.map((offer) => (
        <li key={offer.what}>
          <PaletteItem offer={offer} />
        </li>
      ))}
    </ul>
  );
}

function PaletteItem({ offer }: { readonly offer: Offer }) {
  const app = useApp();
  let pressed: { x: number; y: number } | null = null;
  let dragged = false;
  return (
    <button
      type="button"
      class="palette-item"
      title={offer.summary}
      data-testid={`palette:${offer.what}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        pressed = { x: event.clientX, y: event.clientY };
        dragged = false;
        if (event.pointerType !== "touch") event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (pressed === null || dragged || event.pointerType === "touch") return;
        if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < DRAG_AFTER_PX) return;
        dragged = true;
        event.currentTarget.releasePointerCapture(event.pointerId);
        app.gesture.value = { kind: "add", type: offer.what, at: { x: event.clientX, y: event.clientY } };
      }}
      onPointerUp={() => {
        pressed = null;
      }}
      onClick={() => {
        if (!dragged) void app.editing.addState(offer.what);
        dragged = false;
      }}
    >
      <TypeTile type={offer.tile} />
      <span class="palette-text">{offer.name}</span>
    </button>
  );
}
