import { DataResource, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { APPLIED_OUTPUT, APPLIED_RESOURCE, type AppliedRecord } from "../../contracts/applied-record";
import type { StackJson } from "../engine/render-stack";
import { contentFingerprint } from "./emitted-content";
import { itemFingerprints } from "./item-fingerprints";
import type { PromotionGate } from "./promotion-gate";

/** Facts of a record beside the content and the override of the gate. */
export type RecordedFacts = Omit<AppliedRecord, "content" | "override">;

/**
 * Adds the resource that holds the record of the last successful apply, and the output that publishes it; their content
 * comes with {@link withAppliedRecord}.
 *
 * Why a resource: measured with Terraform 1.11, an output whose value is known while planning is written although what
 * it depends on fails. A `terraform_data` is left alone when something of its `depends_on` fails, a deletion too, so
 * the state keeps the record of the apply before; its `output` is unknown in a plan that changes it.
 */
export function addAppliedRecord(stack: Construct): void {
  const resource = new DataResource(stack, APPLIED_RESOURCE);
  new TerraformOutput(stack, APPLIED_OUTPUT, { value: resource.output, staticId: true });
}

/**
 * Fills in the record of a rendered stack: after rendering, because rendering a stack twice is half of the time of a
 * synthesis.
 */
export function withAppliedRecord(stack: StackJson, facts: RecordedFacts, gate: PromotionGate | undefined): StackJson {
  const content = contentFingerprint(stack);
  const record = { version: facts.version, content, promotable: itemFingerprints(facts.promotable) };
  const input = gate === undefined ? record : { ...record, override: `\${${gate.recordedOverride(content)}}` };
  const byType = stack["resource"] as Readonly<Record<string, Readonly<Record<string, object>>>>;
  const { terraform_data: data } = byType;
  const filled = { ...data[APPLIED_RESOURCE], input, depends_on: resourceAddresses(byType) };
  return { ...stack, resource: { ...byType, terraform_data: { ...data, [APPLIED_RESOURCE]: filled } } };
}

/** Every resource of the stack but the record. */
function resourceAddresses(byType: Readonly<Record<string, object>>): string[] {
  return Object.entries(byType)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .filter((address) => address !== `terraform_data.${APPLIED_RESOURCE}`)
    .sort();
}
