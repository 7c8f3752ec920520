/** What a field holds when it is added by its name alone: the least that is valid, to be edited. Pure. */

import type { Field } from "../protocol/fields";

const OF_NAME: Readonly<Record<string, unknown>> = {
  Credentials: { RoleArn: "arn:aws:iam::123456789012:role/Role" },
  ItemReader: {
    Resource: "arn:aws:states:::s3:getObject",
    ReaderConfig: { InputType: "JSON" },
    Parameters: { Bucket: "bucket", Key: "items.json" },
  },
  ItemBatcher: { MaxItemsPerBatch: 10 },
  ResultWriter: {
    Resource: "arn:aws:states:::s3:putObject",
    Parameters: { Bucket: "bucket", Prefix: "results" },
  },
  Assign: { name: null },
  Comment: "A note",
  Label: "items",
  Error: "Failed",
  Cause: "What went wrong",
  Items: [],
  Timestamp: "2030-01-01T00:00:00Z",
};

export function firstValue(field: Field): unknown {
  const { name, shape, words, minimum, language } = field;
  if (name in OF_NAME) return OF_NAME[name];
  if (words[0] !== undefined) return words[0];
  if (shape === "integer" || shape === "number") return Math.max(1, minimum ?? 1);
  if (shape === "boolean") return true;
  if (shape.startsWith("array")) return [];
  if (shape.includes("path")) return "$.value";
  if (shape === "path") return "$";
  if (shape === "payload template" && language === "JSONata") return "{% $states.input %}";
  return shape === "string" || shape === "timestamp" || shape === "ARN" ? "" : {};
}
