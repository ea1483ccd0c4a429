import { actionOf, parsePlan, priorResources, ShownPlanError } from "../../../../formats/terraform-show";

const shown = (plan: object): string => JSON.stringify({ format_version: "1.2", resource_changes: [], ...plan });

test.each([
  ["{", "not JSON"],
  ["[]", "not a plan of format 1"],
  ["null", "not a plan of format 1"],
  ['{"format_version":"2.0","resource_changes":[]}', "not a plan of format 1"],
  ['{"format_version":"1.0","values":{}}', "a state, not a plan"],
  [shown({ resource_changes: {} }), "a broken plan: resource_changes[0]"],
  [shown({ resource_drift: [{ address: "a.b" }] }), "a broken plan: resource_drift[0]"],
])("refuses %s in one line", (text, message) => {
  expect(() => parsePlan(text)).toThrow(ShownPlanError);
  expect(() => parsePlan(text)).toThrow(message);
  expect(() => parsePlan(text)).toThrow(/^[^\n]*$/);
});

test("says which format it got, where a later Terraform wrote it", () => {
  expect(() => parsePlan(shown({ format_version: "2.1" }))).toThrow(
    "not a plan of format 1: expected the output of `terraform show -json <plan file>`, got format 2.1: this version of the project does not know that Terraform yet",
  );
});

test("reads every version of format 1, and a plan without changes", () => {
  for (const format_version of ["1.0", "1.2", "1.99"]) expect(() => parsePlan(shown({ format_version }))).not.toThrow();
  expect(parsePlan(JSON.stringify({ format_version: "1.2", configuration: {} })).resource_changes).toBeUndefined();
});

test.each([
  [["no-op"], "no-op"],
  [["read"], "read"],
  [["create"], "create"],
  [["update"], "update"],
  [["delete"], "delete"],
  [["forget"], "forget"],
  [["delete", "create"], "replace"],
  [["create", "delete"], "replace"],
  [["create", "forget"], "replace"],
  [["renumber"], undefined],
])("%j is %s", (actions, action) => expect(actionOf({ actions })).toBe(action));

test("finds resources of the refreshed state by mode and type, and none where there is no state yet", () => {
  const resource = (mode: "managed" | "data", type: string) => ({ address: `${type}.x`, mode, type, values: {} });
  const resources = [resource("managed", "a"), resource("data", "a"), resource("managed", "b")];
  const plan = parsePlan(shown({ prior_state: { values: { root_module: { resources } } } }));
  expect(priorResources(plan, "managed", "a")).toEqual([resources[0]]);
  expect(priorResources(parsePlan(shown({})), "managed", "a")).toEqual([]);
});
