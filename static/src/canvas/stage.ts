/** The graph and the dots of its ground, put where the camera is. */

interface Place {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** The px between the dots at full size; further out only some are drawn. */
const DOTS_PX = 24;
/** After this long without a move the graph is drawn to the pixel again. */
const REST_MS = 180;

export class Stage {
  readonly #world: SVGGElement;
  readonly #ground: HTMLElement | null;
  #k = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(world: SVGGElement, ground: HTMLElement | null) {
    this.#world = world;
    this.#ground = ground;
  }

  move({ x, y, k }: Place): void {
    if (k === this.#k) this.#slide();
    else this.#rest();
    this.#k = k;
    this.#world.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
    if (this.#ground === null) return;
    const step = DOTS_PX * k * (k < 0.45 ? 2 : 1) * (k < 0.2 ? 2 : 1);
    const { style } = this.#ground;
    style.backgroundSize = `${step}px ${step}px`;
    style.transform = `translate(${x % step}px, ${y % step}px)`;
  }

  dispose(): void {
    this.#rest();
  }

  /** While the graph slides, the browser moves what it has drawn and draws nothing anew. */
  #slide(): void {
    clearTimeout(this.#resting);
    this.#world.style.willChange = "transform";
    this.#resting = setTimeout(() => this.#rest(), REST_MS);
  }

  /** What was drawn for sliding has the sharpness of then: it is drawn anew before it grows. */
  #rest(): void {
    clearTimeout(this.#resting);
    this.#world.style.willChange = "";
  }
}
