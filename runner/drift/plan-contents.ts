import { priorResources, type ResourceChange, type ShownPlan, type Values } from "../../formats/terraform-show";

/** Type of the control-plane pair; its own refresh finds nothing, ever. */
export const INVOCATION = "aws_lambda_invocation";
/** Type of grants and owners. */
export const CLOUD_CONTROL = "aws_cloudcontrolapi_resource";

/** Remote states that the stage guard compares with: another stage's, of the same layer. */
const OF_THE_GUARD = /^data\.terraform_remote_state\.StageGuard_/;

/** Outputs that the stack published at its last apply, over those that it builds on. */
export function knownOutputs(plan: ShownPlan): Values {
  const own = Object.entries(plan.prior_state?.values?.outputs ?? {}).map(
    ([name, { value }]) => [name, value] as const,
  );
  const read = priorResources(plan, "data", "terraform_remote_state")
    .filter(({ address }) => !OF_THE_GUARD.test(address))
    .map(({ values }) => object(values.outputs));
  return { ...Object.assign({}, ...read), ...Object.fromEntries(own) } as Values;
}

/** Name of the account's control-plane function, by the stack's own pairs; its outputs say it before there are any. */
export function functionNameIn(plan: ShownPlan): string {
  const [pair] = priorResources(plan, "managed", INVOCATION);
  return text(pair?.values.function_name) || text(knownOutputs(plan).controlPlaneFunctionName);
}

/** Tells whether a planned change changes nothing. */
export function isNothing({ change }: ResourceChange): boolean {
  return change.actions.every((action) => action === "no-op" || action === "read");
}

/** A record, whatever came. */
export function object(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

/** A text, or nothing. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A JSON text as the object that it holds. */
export function parsed(value: unknown): Values {
  try {
    return object(JSON.parse(text(value)));
  } catch {
    return {};
  }
}
