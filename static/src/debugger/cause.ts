/** What a cause says: Lambda's is JSON with a message and a trace, any other is a text. Pure. */

export interface ReadCause {
  readonly message: string;
  readonly trace: string;
  /** The whole cause laid out, where it says more than message and trace. */
  readonly rest: string | null;
}

export function readCause(cause: string): ReadCause {
  const parsed = parseObject(cause);
  if (parsed === null) return { message: cause, trace: "", rest: null };
  const { errorMessage, trace, stackTrace, errorType, ...others } = parsed;
  if (typeof errorMessage !== "string") return { message: "", trace: JSON.stringify(parsed, null, 2), rest: null };
  const lines = [trace, stackTrace].find(Array.isArray) ?? [];
  const more = Object.keys(others).some((name) => name !== "requestId");
  return {
    message: errorMessage,
    trace: lines.map((line) => String(line).trimEnd()).join("\n"),
    rest: more ? JSON.stringify(parsed, null, 2) : null,
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
