/** A change of a Choice's input, in the words of the state's language. Pure. */

import type { WhyChange } from "../protocol/messages";

export function changeWords({ path, value }: WhyChange, inJsonata: boolean): string {
  const place = inJsonata ? path.replace("$", "$states.input") : path;
  return value === null ? `no ${place}` : `${place} = ${value}`;
}
