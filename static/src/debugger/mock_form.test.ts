import { expect, test } from "vitest";
import { draftOf } from "./mock_form";

const INVOKE = "arn:aws:states:::lambda:invoke";

test("an answer begins in the shape that the service answers in", () => {
  expect(draftOf(undefined, INVOKE).result).toBe('{"Payload": {}}');
  expect(draftOf(undefined, `${INVOKE}.waitForTaskToken`).result).toBe("{}");
  expect(draftOf(undefined, "arn:aws:lambda:us-east-1:123456789012:function:pay").result).toBe("{}");
  expect(draftOf({ result: "7", error: null, cause: null }, INVOKE).result).toBe("7");
});
