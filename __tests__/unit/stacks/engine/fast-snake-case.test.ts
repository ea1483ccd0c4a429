import { Lazy } from "cdktf";
import { keysToSnakeCase, snakeCase } from "cdktf/lib/util";
import { fastKeysToSnakeCase } from "../../../../stacks/engine/fast-snake-case";

const lazy = Lazy.anyValue({ produce: () => ({ someName: 1 }) });

test.each([
  [
    "names at every level",
    { dependsOn: ["a.b"], lifecycle: { ignoreChanges: ["tags"], precondition: [{ errorMessage: "x" }] } },
  ],
  [
    "names of somebody else",
    { tags: { costCenter: "1" }, environment: { someVariable: "2" }, inner: { tags: { a: 1 } } },
  ],
  ["what resolves itself", { forEach: lazy, replaceTriggeredBy: [lazy] }],
  ["members that are not given", { count: undefined, provider: "aws.other" }],
  ["odd names", { ABTest: 1, already_snake: 2, "with-dash": 3, n1Name: 4 }],
])("fastKeysToSnakeCase renames as the engine does: %s", (_, value) => {
  const fast = fastKeysToSnakeCase(snakeCase);
  expect(fast(value)).toEqual(keysToSnakeCase(value));
  expect(fast(value)).toEqual(keysToSnakeCase(value)); // and from memory
});
