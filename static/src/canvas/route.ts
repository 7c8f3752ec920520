/** The geometry of lines: rounded corners, arrow heads, places on a line, distances to it. Pure. */

export type Point = readonly [number, number];
export type Points = readonly Point[];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Label = readonly [number, number, number, number] | null;

/** Return an SVG path through the points with corners of the radius, ending `shorten` px before the last. */
export function roundedPath(points: Points, radius: number, shorten = 0): string {
  const line = shortened(points, shorten);
  const [start, ...rest] = line;
  if (start === undefined) return "";
  let path = `M${round(start[0])} ${round(start[1])}`;
  rest.forEach((point, index) => {
    const before = line[index] ?? point;
    const after = line[index + 2];
    if (after === undefined) {
      path += `L${round(point[0])} ${round(point[1])}`;
      return;
    }
    const size = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
    const entry = towards(point, before, size);
    const exit = towards(point, after, size);
    path += `L${round(entry[0])} ${round(entry[1])}Q${round(point[0])} ${round(point[1])} ${round(exit[0])} ${round(exit[1])}`;
  });
  return path;
}

/** Return the path of the arrow head at the end of the line, its tip on the last point. */
export function arrowHead(points: Points, length: number, width: number): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return "";
  const span = distance(before, tip) || 1;
  const [ux, uy] = [(tip[0] - before[0]) / span, (tip[1] - before[1]) / span];
  const [bx, by] = [tip[0] - ux * length, tip[1] - uy * length];
  const [nx, ny] = [(-uy * width) / 2, (ux * width) / 2];
  return `M${round(tip[0])} ${round(tip[1])}L${round(bx + nx)} ${round(by + ny)}L${round(bx - nx)} ${round(by - ny)}Z`;
}

/** Where the end of a line is held: just before its tip. */
export function tipGrip(points: Points): Point | undefined {
  const [before, tip] = [points.at(-2), points.at(-1)];
  return before === undefined || tip === undefined ? tip : towards(tip, before, 4);
}

export function lengthOf(points: Points): number {
  let sum = 0;
  for (let index = 1; index < points.length; index += 1) sum += distance(at(points, index - 1), at(points, index));
  return sum;
}

/** The point at a fraction of the line's length. */
export function pointAlong(points: Points, fraction: number): Point {
  let left = lengthOf(points) * fraction;
  for (let index = 1; index < points.length; index += 1) {
    const span = distance(at(points, index - 1), at(points, index));
    if (left <= span) return towards(at(points, index - 1), at(points, index), left);
    left -= span;
  }
  return points.at(-1) ?? [0, 0];
}

/** The place for a button on the line: near its middle, clear of the label and of the arrow head; else under the label. */
export function buttonPlace(points: Points, label: Label, radius: number): Point {
  const place = firstClear(points, label, radius, [0.5, 0.4, 0.6, 0.3, 0.7, 0.8, 0.2, 0.88, 0.12]);
  if (label === null || !near(place, label, radius)) return place;
  const [x, y, width, height] = label;
  return [x + width / 2, y + height + radius];
}

/** The place for a mark on the line: clear of the label, and rather not where a button is. */
export function markPlace(points: Points, label: Label, radius: number): Point {
  return firstClear(points, label, radius, [0.76, 0.24, 0.84, 0.16, 0.9, 0.1, 0.66, 0.34]);
}

function firstClear(points: Points, label: Label, radius: number, fractions: readonly number[]): Point {
  for (const fraction of fractions) {
    const place = pointAlong(points, fraction);
    if (label === null || !near(place, label, radius)) return place;
  }
  return pointAlong(points, fractions[0] ?? 0.5);
}

export function distanceToLine(points: Points, place: Point): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < points.length; index += 1) {
    nearest = Math.min(nearest, distanceToSegment(place, at(points, index - 1), at(points, index)));
  }
  return nearest;
}

/** The smallest box around the points. */
export function boundsOf(points: Points): Box {
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function overlaps(left: Box, right: Box): boolean {
  return (
    left.x <= right.x + right.width &&
    right.x <= left.x + left.width &&
    left.y <= right.y + right.height &&
    right.y <= left.y + left.height
  );
}

export function holds(box: Box, place: Point): boolean {
  return place[0] >= box.x && place[0] <= box.x + box.width && place[1] >= box.y && place[1] <= box.y + box.height;
}

function shortened(points: Points, by: number): Points {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (by === 0 || tip === undefined || before === undefined) return points;
  return [...points.slice(0, -1), towards(tip, before, Math.min(by, distance(tip, before) - 0.1))];
}

function near(place: Point, [x, y, width, height]: readonly [number, number, number, number], margin: number): boolean {
  return holds({ x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin }, place);
}

function distanceToSegment(place: Point, from: Point, to: Point): number {
  const span = distance(from, to);
  if (span === 0) return distance(place, from);
  const along = ((place[0] - from[0]) * (to[0] - from[0]) + (place[1] - from[1]) * (to[1] - from[1])) / span ** 2;
  return distance(place, towards(from, to, Math.max(0, Math.min(1, along)) * span));
}

function towards(from: Point, to: Point, by: number): Point {
  const span = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) / span) * by, from[1] + ((to[1] - from[1]) / span) * by];
}

function distance(left: Point, right: Point): number {
  return Math.hypot(left[0] - right[0], left[1] - right[1]);
}

function at(points: Points, index: number): Point {
  return points[index] ?? [0, 0];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
