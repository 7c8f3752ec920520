/** The form of a transition: its rule, its catcher, or where it leads. */

import { findState } from "../model/document";
import { END, isTerminal, stateName } from "../model/paths";
import { mayReconnect, reconnectSources } from "../model/rules";
import { transitionOf } from "../model/selection";
import type { GraphEdge } from "../protocol/messages";
import { EdgeShape } from "../shapes/edge_shape";
import { Button } from "../ui/button";
import { useApp } from "../ui/context";
import { Icon } from "../ui/icons";
import { RuleCard } from "./choice_rules";
import { CatcherCard } from "./error_handling";
import { SelectInput } from "./field_input";
import { NextInput } from "./next_input";
import type { Rule } from "./rules";

const TITLES: Readonly<Record<GraphEdge["kind"], string>> = {
  start: "Start",
  next: "Next",
  end: "End",
  choice: "Choice rule",
  default: "Default",
  catch: "Catch",
};

export function EdgeForm({ edge }: { readonly edge: GraphEdge }) {
  const app = useApp();
  const source = findState(app.analysed.value, edge.source);
  const target = isTerminal(edge.target) ? END : stateName(edge.target);
  const transition = { source: edge.source, kind: edge.kind, index: edge.index };
  const item = itemOf(source?.fields, edge);
  return (
    <>
      <header class="inspector-head">
        <div class="inspector-titles">
          <span class="inspector-type">{TITLES[edge.kind]}</span>
          <h2 class="inspector-name" data-testid="inspector-name">
            {source?.name ?? "Start"} <Icon name="forward" size={13} /> {target === END ? "End" : target}
          </h2>
        </div>
      </header>
      <div class="inspector-body">
        <div class="form">
          {source !== undefined && mayReconnect(edge) && <StartsAt edge={edge} name={source.name} />}
          {source !== undefined && item !== null && edge.kind === "choice" && (
            <RuleCard state={source} rule={item} index={edge.index ?? 0} />
          )}
          {source !== undefined && item !== null && edge.kind === "catch" && (
            <CatcherCard state={source} catcher={item} index={edge.index ?? 0} />
          )}
          {item === null && (
            <NextInput
              label="Leads to"
              testId="edge-target"
              transition={transition}
              target={target}
              mayEnd={edge.kind === "next" || edge.kind === "end"}
            />
          )}
          <EdgeShape edge={edge} />
          {source !== undefined && (
            <Button look="outline" icon="edit" onClick={() => app.select(source.path)}>
              Edit {source.name}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

/** The state where the transition starts, to be put at another. */
function StartsAt({ edge, name }: { readonly edge: GraphEdge; readonly name: string }) {
  const app = useApp();
  const { graph } = app.analysed.value;
  const transition = transitionOf(edge);
  const others = graph === null ? [] : [...reconnectSources(graph, transition)];
  return (
    <SelectInput
      label="Starts at"
      testId="edge-source"
      value={edge.source}
      options={[
        { value: edge.source, label: name },
        ...others.map((path) => ({ value: path, label: stateName(path) })),
      ]}
      onChange={(path) => void app.edit({ kind: "reconnect", transition, source: path })}
    />
  );
}

/** The rule or the catcher that the transition is. */
function itemOf(fields: Readonly<Record<string, unknown>> | undefined, edge: GraphEdge): Rule | null {
  const name = edge.kind === "choice" ? "Choices" : edge.kind === "catch" ? "Catch" : null;
  const list = name === null ? undefined : fields?.[name];
  const item: unknown = Array.isArray(list) ? list[edge.index ?? 0] : undefined;
  return typeof item === "object" && item !== null ? (item as Rule) : null;
}
