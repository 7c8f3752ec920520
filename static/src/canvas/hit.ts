/** What of the graph an event hit, as the elements say in their data attributes. */

export interface Hit {
  readonly node?: string | undefined;
  readonly edge?: string | undefined;
  readonly add?: string | undefined;
  readonly breakpoint?: string | undefined;
  readonly counts?: string | undefined;
  readonly toggle?: string | undefined;
}

export function hitOf(event: Event): Hit {
  const target = event.target as Element;
  return {
    node: target.closest<SVGElement>("[data-node]")?.dataset.node,
    edge: target.closest<SVGElement>("[data-edge]")?.dataset.edge,
    add: target.closest<SVGElement>("[data-add]")?.dataset.add,
    breakpoint: target.closest<SVGElement>("[data-breakpoint]")?.dataset.breakpoint,
    counts: target.closest<SVGElement>("[data-counts]")?.dataset.counts,
    toggle: target.closest<SVGElement>("[data-toggle]")?.dataset.toggle,
  };
}
