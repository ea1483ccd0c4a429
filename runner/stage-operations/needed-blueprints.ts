import type { KeptBlueprints, KeptBlueprintsRequest } from "../../contracts/control-plane";
import type { TerraformState } from "../../formats/terraform-state";
import { invokeThrough, type Invoke } from "../drift/function-reader";
import { object, parsed, text } from "../drift/plan-contents";
import { providerOf, type StackProvider } from "../drift/stack-provider";
import type { StackTask } from "../session";
import { diagnosticOf } from "../stack-operations/diagnostic";
import { readStateOfStage, type OpenStateStore } from "../state-store";
import type { StackOutcome } from "../summary";
import type { EndedTask } from "./destroy-stacks";

/** Access to the accounts whose blueprints would be destroyed. */
export interface AccountAccess {
  readonly openStateStore: OpenStateStore;
  /** @default - through Lambda, with the role of the stack's provider */
  readonly invoke?: (provider: StackProvider, functionName: string) => Invoke;
}

interface Invocation {
  readonly functionName: string;
  readonly input: ReturnType<typeof object>;
  readonly result: ReturnType<typeof object>;
}

/**
 * Refuses to destroy the blueprints of accounts in which projects stay: those that this run destroys before do not count. Terraform
 * cannot refuse it: it takes conditions for warnings where it destroys.
 *
 * With states in Terraform Cloud the runner has no way to ask; there the function refuses when the first blueprint is destroyed.
 */
export async function refuseNeededBlueprints(
  plans: readonly EndedTask[],
  access: (task: StackTask) => AccountAccess,
): Promise<EndedTask[]> {
  const destroyed = plans.filter(({ outcome }) => outcome.status === "changed");
  const associations = destroyed.filter(({ task }) => task.stack.address.layer === "association");
  if (associations.length === 0) return [...plans];
  const leaving = await idsOfProjects(destroyed, access);
  return Promise.all(
    plans.map(async ({ task, outcome }) => {
      if (!associations.some((one) => one.task === task)) return { task, outcome };
      return { task, outcome: await refused(task, outcome, leaving, access(task)) };
    }),
  );
}

async function refused(
  task: StackTask,
  outcome: StackOutcome,
  leaving: string[],
  access: AccountAccess,
): Promise<StackOutcome> {
  try {
    const [first] = (await invocationsOf(task, access)).filter(isKind("BlueprintConfiguration"));
    if (first === undefined) return outcome;
    const request: KeptBlueprintsRequest = {
      action: "blueprints",
      domainId: text(object(first.input.properties).domainId),
      scope: text(first.input.key).split("/")[0],
      blueprints: {},
      leaving,
    };
    const { environment } = task.session;
    const provider = providerOf(task.stack);
    const invoke = access.invoke ?? ((of, name) => invokeThrough(of, name, environment, "smus-destroy"));
    const { refusal } = (await invoke(provider, first.functionName)(request)) as KeptBlueprints;
    if (refusal === "") return outcome;
    const error = {
      severity: "error" as const,
      summary: "Projects need these blueprints",
      detail: refusal,
      values: [],
    };
    return { ...outcome, status: "failed", errors: [error] };
  } catch (error) {
    return { ...outcome, status: "failed", errors: [diagnosticOf(error)] };
  }
}

async function idsOfProjects(
  destroyed: readonly EndedTask[],
  access: (task: StackTask) => AccountAccess,
): Promise<string[]> {
  const stacks = destroyed.filter(({ task }) => task.stack.address.layer === "projects");
  const invocations = await Promise.all(stacks.map(({ task }) => invocationsOf(task, access(task))));
  return invocations
    .flat()
    .filter(isKind("Project"))
    .map(({ result }) => text(result.id));
}

function isKind(kind: string): (invocation: Invocation) => boolean {
  return ({ input }) => input.kind === kind;
}

async function invocationsOf({ session, stack }: StackTask, access: AccountAccess): Promise<Invocation[]> {
  const { backend } = stack.file;
  if (backend.kind === "cloud") return [];
  const state = await readStateOfStage(backend, session.stage, access.openStateStore);
  return (state?.resources ?? []).flatMap(invocationsIn);
}

function invocationsIn({ mode, type, instances }: TerraformState["resources"][number]): Invocation[] {
  if (mode !== "managed" || type !== "aws_lambda_invocation") return [];
  return instances.map(({ attributes }) => ({
    functionName: text(attributes.function_name),
    input: parsed(attributes.input),
    result: parsed(attributes.result),
  }));
}
