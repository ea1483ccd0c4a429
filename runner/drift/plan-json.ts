/** What the drift report reads of `terraform show -json <plan>`. */
export interface PlanJson {
  /** The refreshed state, and the data sources that were read while planning. */
  readonly prior_state?: {
    readonly values?: {
      readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
      readonly root_module?: { readonly resources?: readonly StateResource[] };
    };
  };
  /** What the refresh found other than the state had it. */
  readonly resource_drift?: readonly ResourceChange[];
  readonly resource_changes?: readonly ResourceChange[];
}

/** A resource of the refreshed state. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: Values;
}

/** An entry of `resource_drift` or `resource_changes`. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    readonly after_unknown?: unknown;
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
  };
}

export type Values = Readonly<Record<string, unknown>>;

/** Type of the control-plane pair; its own refresh finds nothing, ever. */
export const INVOCATION = "aws_lambda_invocation";
/** Type of grants and owners. */
export const CLOUD_CONTROL = "aws_cloudcontrolapi_resource";

/** Resources of the refreshed state. */
export function priorResources(plan: PlanJson, mode: StateResource["mode"], type: string): StateResource[] {
  const resources = plan.prior_state?.values?.root_module?.resources ?? [];
  return resources.filter((resource) => resource.mode === mode && resource.type === type);
}

/** Remote states that the stage guard compares with: another stage's, of the same layer. */
const OF_THE_GUARD = /^data\.terraform_remote_state\.StageGuard_/;

/** Outputs that the stack published at its last apply, over those that it builds on. */
export function knownOutputs(plan: PlanJson): Values {
  const own = Object.entries(plan.prior_state?.values?.outputs ?? {}).map(
    ([name, { value }]) => [name, value] as const,
  );
  const read = priorResources(plan, "data", "terraform_remote_state")
    .filter(({ address }) => !OF_THE_GUARD.test(address))
    .map(({ values }) => object(values.outputs));
  return { ...Object.assign({}, ...read), ...Object.fromEntries(own) } as Values;
}

/** Whether a planned change changes nothing. */
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
