import { readFileSync } from "node:fs";
import { join } from "node:path";
import { KIND_PROPERTIES } from "../../../../contracts/control-plane";
import { UNDETECTABLE_KINDS, UNDETECTABLE_TYPES } from "../../../../contracts/undetectable";
import { undetectableOf } from "../../../../runner/drift/undetectable";
import type { SynthesizedStack } from "../../../../runner/synthesis";
import { typesInTables } from "../../../policy/rules/documented-types";

const MECHANISMS = readFileSync(join(__dirname, "../../../../docs/mechanisms.md"), "utf8");

/** A stack with these resources. */
const stackOf = (resources: object, kind: "s3" | "cloud" = "s3"): SynthesizedStack =>
  ({ file: { resources, backend: { kind } } }) as unknown as SynthesizedStack;

describe("what drift cannot see", () => {
  test("is said of every kind and every type that the mechanism tables list, and of nothing else", () => {
    const documented = [...typesInTables(MECHANISMS)].filter((type) => !type.includes(" ")).sort();
    const listed = [...Object.keys(UNDETECTABLE_KINDS), ...Object.keys(UNDETECTABLE_TYPES)].sort();
    expect(listed).toEqual(documented);
    expect(Object.keys(UNDETECTABLE_KINDS).sort()).toEqual(Object.keys(KIND_PROPERTIES).sort());
  });

  test.each(Object.entries({ ...UNDETECTABLE_KINDS, ...UNDETECTABLE_TYPES }))("is documented for %s", (_, spots) => {
    const text = MECHANISMS.slice(MECHANISMS.indexOf("## What drift cannot see")).replace(/\s+/g, " ");
    for (const { what, why } of spots) expect(text).toContain(`- ${what}: ${why}`.replace(/\s+/g, " "));
  });

  test("is reported for what a stage has, once, and not for what it has not", () => {
    const blueprint = { input: '{"kind":"BlueprintConfiguration","key":"dev/x"}' };
    const spots = undetectableOf([
      stackOf({ aws_lambda_invocation: { A: blueprint, B: blueprint } }),
      stackOf({ aws_lambda_invocation: { A: blueprint } }),
    ]);
    expect(spots).toEqual(UNDETECTABLE_KINDS.BlueprintConfiguration);
  });

  test("says of Terraform Cloud that grants of others cannot be told apart", () => {
    const grants = { aws_cloudcontrolapi_resource: { G: { type_name: "AWS::DataZone::PolicyGrant" } } };
    const whats = (kind: "s3" | "cloud") => undetectableOf([stackOf(grants, kind)]).map(({ what }) => what);
    expect(whats("cloud")).toEqual([...whats("s3"), "grants and owners that somebody added"]);
  });
});
