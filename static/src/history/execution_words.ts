/** How the list of executions says how one stands and when it began. Pure. */

const STATUS_WORDS: Readonly<Record<string, string>> = {
  TIMED_OUT: "TIMED OUT",
};

const DAY_MS = 86_400_000;

export function executionWords(status: string): string {
  return STATUS_WORDS[status] ?? status;
}

/** `14:03:21` today, with the day before that, and the year where it was another one. */
export function startedAt(started: Date, now: Date): string {
  const time = started.toTimeString().slice(0, 8);
  const near = Math.abs(now.getTime() - started.getTime()) < DAY_MS && started.getDate() === now.getDate();
  if (near) return time;
  const day = started.toLocaleDateString("en", { day: "numeric", month: "short" });
  const year = started.getFullYear() === now.getFullYear() ? "" : ` ${started.getFullYear()}`;
  return `${day}${year}, ${time}`;
}
