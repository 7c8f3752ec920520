/** The states that others have selected, or the box that holds them: an outline in their hue, and their initials. */

import { boxesOf } from "../model/hidden";
import { hueOf, initialsOf, nameOf, peopleOf, peopleShown } from "../model/people";
import type { GraphNode, Person } from "../protocol/messages";
import { useApp } from "../ui/context";

const GAP_PX = 5;
const APART_PX = 20;
const DOT_PX = 10;

interface PeopleMarksProps {
  readonly nodes: readonly GraphNode[];
  /** How much of the lower edge of a state is covered, from the right. */
  readonly covered: (node: GraphNode) => number;
}

export function PeopleMarks({ nodes, covered }: PeopleMarksProps) {
  const app = useApp();
  const selected = peopleOf(app).byState.value;
  if (selected.size === 0) return null;
  const byState = peopleShown(selected, boxesOf(app.analysed.value));
  return (
    <g class="people-marks">
      {nodes.map((node) => {
        const people = byState.get(node.id);
        return people === undefined ? null : <Mark key={node.id} node={node} people={people} covered={covered(node)} />;
      })}
    </g>
  );
}

interface MarkProps {
  readonly node: GraphNode;
  readonly people: readonly Person[];
  readonly covered: number;
}

function Mark({ node, people, covered }: MarkProps) {
  const [first] = people;
  const right = Math.max(14, covered + DOT_PX + 2);
  if (first === undefined) return null;
  const names = `Selected by ${people.map(nameOf).join(", ")}`;
  return (
    <g data-testid={`people-mark:${node.id}`} transform={`translate(${node.x} ${node.y})`}>
      <title>{names}</title>
      <rect
        class={`people-outline person-${hueOf(first)}`}
        x={-GAP_PX}
        y={-GAP_PX}
        width={node.width + 2 * GAP_PX}
        height={node.height + 2 * GAP_PX}
        rx="14"
      />
      {people.map((person, index) => (
        <g
          key={person.client}
          class={`person-${hueOf(person)}`}
          transform={`translate(${node.width - right - index * APART_PX} ${node.height + GAP_PX})`}
        >
          <circle class="people-dot" r={DOT_PX} />
          <text class="people-dot-text" y="3.5">
            {initialsOf(person)}
          </text>
        </g>
      ))}
    </g>
  );
}
