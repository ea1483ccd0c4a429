import type { ReadResponse } from "../../../../contracts/control-plane";
import type { ShownPlan, ResourceChange, StateResource, Values } from "../../../../formats/terraform-show";

/** Members of `terraform show -json <plan>` (1.11.4), reduced to what is read of them. */
export type Change = ResourceChange["change"];

const TICKET = "2026-11-22T18:33:21Z";

/** An answer of the function's read alias: in sync, unless told otherwise. */
export function answer(overrides: Partial<ReadResponse> = {}): ReadResponse {
  return {
    inSync: Object.keys(overrides).length === 0,
    ticket: TICKET,
    reason: "does not exist",
    id: "dc4tqqpc3lofs9",
    attributes: {},
    differences: [],
    condition: "present",
    replace: false,
    incarnation: "first",
    ...overrides,
  };
}

/** A pair as the plan shows it: what was written, what is configured, and what the read answered. */
export interface PairSample {
  readonly kind: string;
  readonly key: string;
  /** Properties of the last write; absent before the first. */
  readonly written?: object;
  readonly writtenTicket?: string;
  /** Configured properties; absent where it is not configured any more, `unknown` while an id is not known. */
  readonly configured?: object | "unknown";
  readonly read?: ReadResponse;
}

/** A plan with these pairs, and changes of other resources. */
export function planOf(
  pairs: readonly PairSample[],
  others: { drift?: ResourceChange[]; changes?: ResourceChange[]; prior?: StateResource[]; outputs?: Values } = {},
): ShownPlan & { readonly format_version: string } {
  const outputs = Object.fromEntries(Object.entries(others.outputs ?? {}).map(([name, value]) => [name, { value }]));
  return {
    format_version: "1.2",
    prior_state: {
      values: { outputs, root_module: { resources: [...pairs.flatMap(priorOf), ...(others.prior ?? [])] } },
    },
    resource_drift: others.drift ?? [],
    resource_changes: [...pairs.flatMap(changesOf), ...(others.changes ?? [])],
  };
}

const inputOf = ({ kind, key }: PairSample, properties: object, ticket: string): string =>
  JSON.stringify({ kind, key, properties, ticket, reason: "", incarnation: "first" });

function priorOf(pair: PairSample): StateResource[] {
  const { kind, key, written, writtenTicket = TICKET, configured, read } = pair;
  const invocation = (mode: "managed" | "data", suffix: string, values: Values): StateResource => ({
    address: `${mode === "data" ? "data." : ""}aws_lambda_invocation.${kind}_${suffix}0123ABCD`,
    mode,
    type: "aws_lambda_invocation",
    values: { function_name: "acme-control-plane", ...values },
  });
  const request = { action: "read", kind, key, properties: configured };
  return [
    ...(configured === undefined || configured === "unknown"
      ? []
      : [invocation("data", "Read_", { input: JSON.stringify(request), result: JSON.stringify(read ?? answer()) })]),
    ...(written === undefined
      ? []
      : [invocation("managed", "", { input: inputOf(pair, written, writtenTicket), result: '{"id":"x"}' })]),
  ];
}

function changesOf(pair: PairSample): ResourceChange[] {
  const { kind, written, writtenTicket = TICKET, configured, read = answer() } = pair;
  const before = written === undefined ? null : { input: inputOf(pair, written, writtenTicket) };
  const after =
    configured === undefined
      ? null
      : configured === "unknown"
        ? {}
        : { input: inputOf(pair, configured, read.inSync ? TICKET : "2026-11-23T00:00:00Z") };
  const same = JSON.stringify(before) === JSON.stringify(after);
  const actions = before === null ? ["create"] : after === null ? ["delete"] : same ? ["no-op"] : ["update"];
  return [
    {
      address: `aws_lambda_invocation.${kind}_0123ABCD`,
      mode: "managed",
      type: "aws_lambda_invocation",
      change: { actions, before, after, after_unknown: configured === "unknown" ? { input: true } : {} },
    },
  ];
}

/** A resource that Terraform refreshes itself. */
export function resource(type: string, name: string, change: Change, reason?: string): ResourceChange {
  const action_reason = reason === undefined ? {} : { action_reason: reason };
  return { address: `${type}.${name}`, mode: "managed", type, change, ...action_reason };
}

/** A grant as a state holds it. */
export function grantValues(grantId: string, entity: string, policyType: string, type = "DOMAIN_UNIT"): Values {
  return {
    type_name: "AWS::DataZone::PolicyGrant",
    id: `dzd-1|${grantId}|${entity}|${type}|${policyType}`,
    desired_state: JSON.stringify({
      EntityType: type,
      EntityIdentifier: entity,
      PolicyType: policyType,
      Principal: { Group: { GroupIdentifier: "group-1" } },
    }),
  };
}
