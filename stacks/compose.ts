import { TerraformStack, type App } from "cdktf";
import { stackId, type Layer, type StackAddress } from "../contracts/layers";
import type { ResolvedAccount, Stage } from "../configuration/model";
import { firstStacks, stackAddresses, upstreams } from "../configuration/stage-stacks";
import { escapeTemplate } from "../modules/expression";
import { bundleFunction } from "../modules/function-code";
import { adoptedKinds } from "./adopted-kinds";
import { AiopsStack } from "./aiops-stack";
import { ApplicationStack } from "./application-stack";
import { AssociationStack } from "./association-stack";
import { AutomationStack } from "./automation-stack";
import { CatalogStack } from "./catalog-stack";
import { DomainStack } from "./domain-stack";
import { patchEngine } from "./engine/patches";
import { FoundationStack } from "./foundation-stack";
import { GitStack } from "./git-stack";
import { givenRoleArns } from "./given-roles";
import { connectsRepositories } from "./repository-use";
import { InventoryStack } from "./inventory-stack";
import { ProfilesStack } from "./profiles-stack";
import { ProjectsStack } from "./projects-stack";
import { SharingStack } from "./sharing-stack";
import { StageContext, type SynthesisOptions } from "./stage-context";
import { StagePromotion } from "./stage-promotion";
import { StateStack } from "./state-stack";

export type { SynthesisOptions } from "./stage-context";

/** Adds all stacks of a stage to the app; `stages` as for {@link StageComposition}. */
export function composeStage(app: App, stage: Stage, stages: readonly Stage[], options: SynthesisOptions): void {
  const composition = new StageComposition(stage, stages, options);
  const stacks = new Map<string, TerraformStack>();
  for (const address of composition.addresses) {
    const stack = composition.build(app, address);
    for (const upstream of composition.dependenciesOf(address)) {
      const dependency = stacks.get(upstream);
      if (dependency !== undefined) stack.addDependency(dependency);
    }
    stacks.set(stackId(address), stack);
  }
}

/** The stacks of a stage: which there are, in which order, and how each is built. */
export class StageComposition {
  /** In apply order. */
  readonly addresses: readonly StackAddress[];
  private readonly context: StageContext;
  private readonly ids: ReadonlySet<string>;

  /**
   * @param stages all stages of the organization: the domain's key and the governance account's function serve every
   * stage that joins the domain
   */
  constructor(
    stage: Stage,
    private readonly stages: readonly Stage[],
    options: SynthesisOptions,
  ) {
    const promotion = new StagePromotion({
      stage,
      stages,
      functionCode: bundleFunction("control-plane").sourceHashBase64,
      stateOf: (owner, address) => new StageContext(escapeText(owner), options).stateOf(address),
      override: options.promotionOverride,
    });
    this.context = new StageContext(escapeText(stage), options, promotion);
    this.addresses = stackAddresses(this.context.stage);
    this.ids = new Set(this.addresses.map(stackId));
  }

  /** Builds one of the stacks. A stack does not depend on another's objects, so each can be built by itself. */
  build(app: App, address: StackAddress): TerraformStack {
    patchEngine();
    const account = this.context.account(address.account);
    return STACKS[address.layer]({ app, context: this.context, account, stages: this.stages });
  }

  /** Ids of the stage's stacks that a stack waits for. */
  dependenciesOf(address: StackAddress): string[] {
    const { stage } = this.context;
    return [...firstStacks(stage, address), ...upstreams(stage, address)].map(stackId).filter((id) => this.ids.has(id));
  }
}

/** Parts from which a stack is built. */
interface StackPlace {
  readonly app: App;
  readonly context: StageContext;
  readonly account: ResolvedAccount;
  readonly stages: readonly Stage[];
}

/** Builds the stack of each layer. */
const STACKS: { readonly [L in Layer]: (place: StackPlace) => TerraformStack } = {
  workspaces: ({ app, context, stages }) => createWorkspacesStack(app, context, stages),
  state: ({ app, context, account }) => new StateStack(app, context, account),
  foundation: ({ app, context, account, stages }) =>
    new FoundationStack(app, context, account, {
      givenRoleArns: givenRoleArns(account, context.stage, stages),
      adoptedKinds: adoptedKinds(account, context.stage, stages),
      connectsRepositories: connectsRepositories(account, context.stage, stages),
    }),
  git: ({ app, context }) => new GitStack(app, context),
  domain: ({ app, context, stages }) =>
    new DomainStack(app, context, { memberAccountIds: memberAccounts(context.stage, stages) }),
  sharing: ({ app, context }) => new SharingStack(app, context),
  association: ({ app, context, account }) => new AssociationStack(app, context, account),
  profiles: ({ app, context }) => new ProfilesStack(app, context),
  projects: ({ app, context }) => new ProjectsStack(app, context),
  catalog: ({ app, context }) => new CatalogStack(app, context),
  inventory: ({ app, context }) => new InventoryStack(app, context),
  application: ({ app, context, stages }) => new ApplicationStack(app, context, stages),
  aiops: ({ app, context, account, stages }) => new AiopsStack(app, context, account, stages),
  automation: ({ app, context }) => new AutomationStack(app, context),
};

/**
 * Loaded only where a stage asks for it: the provider's bindings take time, and most organizations do not need them.
 */
function createWorkspacesStack(app: App, context: StageContext, stages: readonly Stage[]): TerraformStack {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- composing is synchronous, import() is not
  const { WorkspacesStack } = require("./workspaces-stack") as typeof import("./workspaces-stack");
  return new WorkspacesStack(app, context, stages);
}

/**
 * Accounts, beside the owner, that the policy of the domain's key names: those of the stage and of all stages that join
 * it. With the organization's id only those outside of it, so that adding an account does not change the owner's stage.
 */
function memberAccounts(stage: Stage, stages: readonly Stage[]): string[] {
  const trustsOrganization = stage.environment.organization.organizationId !== undefined;
  const ids = stages
    .filter((candidate) => candidate.domainStage === stage.name)
    .flatMap((candidate) => Object.values(candidate.accounts))
    .filter((account) => account.hostsProjects && account.id !== stage.governance.id)
    .filter((account) => !trustsOrganization || account.invited)
    .map((account) => account.id);
  return [...new Set(ids)].sort();
}

/** Descriptions, tags (their keys, too) and parameters are text: `${` in them must not become an expression. */
function escapeText<T>(value: T): T {
  if (typeof value === "string") return escapeTemplate(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => escapeText(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [escapeTemplate(name), escapeText<unknown>(member)]),
  ) as T;
}
