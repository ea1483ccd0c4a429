import type { ShownPlan } from "../../formats/terraform-show";
import { statesOfAccount, type OpenStateStore } from "../state-store";
import { diagnosticOf } from "../stack-operations/diagnostic";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";
import { accessOfStates, accessQuestions, domainNames, extraAccess, GRANTING_LAYERS } from "./access";
import { controlPlaneDrift } from "./control-plane";
import { FunctionReader, invokeThrough, type Invoke } from "./function-reader";
import { gitConnectionDrift } from "./git-connections";
import { nativeDrift, nativePending } from "./native";
import { functionNameIn } from "./plan-contents";
import type { BesideFinding, DriftFinding, ObjectDrift, PendingChange, StackReading } from "./report";
import { providerOf, type StackProvider } from "./stack-provider";

/** Input for reading a stack, beside its plan. */
export interface ReadingTools {
  readonly stage: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly openStateStore: OpenStateStore;
  /** Replaced in tests. @default - through Lambda, with the role of the stack's provider */
  readonly invoke?: (provider: StackProvider, functionName: string) => Invoke;
}

/**
 * Drift, pending changes and consequences of a planned stack. Reads only.
 *
 * @param writtenAt - when its state was last written
 */
export async function readStack(
  stack: SynthesizedStack,
  plan: ShownPlan,
  writtenAt: Date | undefined,
  tools: ReadingTools,
): Promise<Pick<StackReading, "drift" | "pending" | "beside" | "consequences" | "errors">> {
  const provider = providerOf(stack);
  const reader = functionOf(plan, provider, tools);
  const objects = await controlPlaneDrift(plan, (request) => reader.read(request));
  const native = nativePending(plan);
  const errors: Diagnostic[] = [];
  const unreachable = objects.drift.some(({ change }) => change === "unreachable");
  // A domain that is out of reach answers nothing more; any other trouble must not hide what was found.
  const extra = unreachable
    ? []
    : await readAccess(stack, plan, { provider, reader, tools }).catch((error: unknown) => {
        errors.push(diagnosticOf(error));
        return [];
      });
  const since = writtenAt?.toISOString();
  const place = { stack: stack.id, account: stack.address.account, accountId: provider.accountId };
  return {
    drift: [...objects.drift, ...nativeDrift(plan, since), ...gitConnectionDrift(plan, since), ...extra].map(
      (finding): DriftFinding => ({ ...place, ...finding }),
    ),
    pending: [...objects.pending, ...native.pending].map((change): PendingChange => ({ ...place, ...change })),
    beside: objects.beside.map((finding): BesideFinding => ({ ...place, ...finding })),
    consequences: native.consequences,
    errors,
  };
}

/** Grants and owners that no state holds. Nothing where the stack issues none, or has never seen a domain. */
async function readAccess(
  stack: SynthesizedStack,
  plan: ShownPlan,
  { provider, reader, tools }: { provider: StackProvider; reader: FunctionReader; tools: ReadingTools },
): Promise<ObjectDrift[]> {
  const { layer } = stack.address;
  const names = domainNames(plan);
  if (!GRANTING_LAYERS.includes(layer) || names === undefined) return [];
  const states = await statesOfAccount(stack, GRANTING_LAYERS, tools.openStateStore);
  if (states === undefined) return []; // reported as a blind spot
  const { grants, owners, concerns } = accessQuestions(plan, layer, provider.accountId, names);
  const live = await reader.access(names.domainId, grants, owners);
  const concerning = { grants: live.grants.filter(concerns), owners: live.owners };
  const { region } = provider;
  return extraAccess(concerning, accessOfStates(states), plan, names, { region, domainId: names.domainId });
}

function functionOf(plan: ShownPlan, provider: StackProvider, tools: ReadingTools): FunctionReader {
  const invoke = tools.invoke ?? ((of, functionName) => invokeThrough(of, functionName, tools.environment));
  return new FunctionReader(invoke(provider, functionNameIn(plan)));
}
