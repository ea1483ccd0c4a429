import * as path from "node:path";
import type { PromotionOverride } from "../contracts/applied-record";
import { adoptionAddress, type AdoptableKindName } from "../contracts/adoption";
import { layerDescriptor, type Layer, type StackAddress } from "../contracts/layers";
import { bootstrapReceiptKey, stateBucketName, TAG_KEYS } from "../contracts/names";
import type { ResolvedAccount, Stage } from "../configuration/model";
import { createdWorkspaces } from "../configuration/stage-stacks";
import { escapeTemplate } from "../modules/expression";
import type { StateLocation } from "../modules/remote-state";
import type { BootstrapReceipt, SmusStackProps } from "./base";
import type { StagePromotion } from "./stage-promotion";

/** Options that the process adds to the configuration; `main.ts` reads them from the environment. */
export interface SynthesisOptions {
  /** `plan`: assume the read-only role, where the configuration names one. */
  readonly access: "deploy" | "plan";
  /** Endpoints on this machine: path-style S3 addressing. */
  readonly usePathStyle: boolean;
  /** Overrides the configured protection; only `none`, and only with endpoints on this machine. */
  readonly protection?: "none";
  /** Overrides the configured issuer of people's tokens; only with endpoints on this machine. */
  readonly issuer?: string;
  /** Directory that relative paths of the configuration start from. */
  readonly workingDirectory: string;
  /** Lets plans pass that the promotion gate would refuse; the apply records it. */
  readonly promotionOverride?: PromotionOverride;
}

/** Answers, for one stage, the questions that every stack asks: where states are, which role, which tags. */
export class StageContext {
  public constructor(
    public readonly stage: Stage,
    public readonly options: SynthesisOptions,
    /** @default - nothing is promotable, and nothing is gated */
    private readonly promotion?: StagePromotion,
  ) {}

  /** Region of the domain: of the control-plane functions and of everything that is shared with the domain. */
  public get region(): string {
    return this.stage.domain.region;
  }

  public get partition(): string {
    return this.stage.environment.organization.partition;
  }

  public get prefix(): string {
    return this.stage.environment.organization.namePrefix;
  }

  /** True if resources that hold data must survive a destroy. */
  public get protectsData(): boolean {
    return this.protection !== "none";
  }

  /** True if networks and projects must survive it, too. */
  public get protectsAll(): boolean {
    return this.protection === "all";
  }

  /** Id of the existing object that the stage's file adopts under an address. */
  public adoptId(kind: AdoptableKindName, ...keys: readonly string[]): string | undefined {
    return this.stage.environment.adopt[adoptionAddress(kind, ...keys)];
  }

  /** An account of the stage, or the governance account. */
  public account(key: string): ResolvedAccount {
    const { governance, accounts } = this.stage;
    const account = key === governance.key ? governance : accounts[key];
    if (account === undefined) throw new Error(`stage ${this.stage.name} has no account "${key}"`);
    return account;
  }

  /** Properties of the base stack for one of the stage's stacks. */
  public stackProps(address: StackAddress): SmusStackProps {
    const { stage } = this;
    const account = this.account(address.account);
    const { access } = stage.environment;
    return {
      address,
      stage: stage.name,
      accountId: account.id,
      region: this.region,
      awsProvider: stage.environment.organization.awsProvider?.version,
      roleArn: this.runsAsRole ? undefined : this.roleArn(account),
      externalId: access.externalId,
      tags: this.tags(account, address.layer),
      state: this.stateOf(address),
      stateRegion: this.stateRegion,
      receipt: address.layer === "state" ? undefined : this.receipt(account),
      usePathStyle: this.options.usePathStyle,
      ...this.promotion?.of(address),
    };
  }

  /** Location of a stack's state: in the workspace of this stage, or of the one that owns the domain. */
  public stateOf(address: StackAddress): StateLocation {
    const { stage } = this;
    const account = this.account(address.account);
    const ofDomain = account.key === stage.governance.key && layerDescriptor(address.layer).oncePerDomain === true;
    const identity = { stage: ofDomain ? stage.domainStage : stage.name, ...address };
    const { state } = stage.environment;
    switch (state.backend) {
      case "s3":
        return {
          ...identity,
          backend: "s3",
          bucket: stateBucketName(this.prefix, account.id, this.stateRegion),
          region: this.stateRegion,
          roleArn: this.roleArn(account),
          externalId: stage.environment.access.externalId,
          usePathStyle: this.options.usePathStyle,
        };
      case "local":
        return { ...identity, backend: "local", directory: this.localDirectory(state.directory) };
      case "cloud":
        return {
          ...identity,
          backend: "cloud",
          organization: state.organization,
          hostname: state.hostname,
          project: state.project,
          workspacePrefix: state.workspacePrefix ?? this.prefix,
        };
    }
  }

  /** Region of the state buckets. */
  public get stateRegion(): string {
    const { state } = this.stage.environment;
    return (state.backend === "s3" ? state.region : undefined) ?? this.region;
  }

  /** Roles that terraform assumes in an account; `plan` where the configuration names one. */
  public roleArns(account: ResolvedAccount): { readonly deploy: string; readonly plan: string | undefined } {
    const { deployRoleName, planRoleName } = this.stage.environment.access;
    const arn = (name: string): string => `arn:${this.partition}:iam::${account.id}:role/${name}`;
    return { deploy: arn(deployRoleName), plan: planRoleName === undefined ? undefined : arn(planRoleName) };
  }

  /** True if runs have the account's role from the start: Terraform Cloud exchanges their identity token for it. */
  private get runsAsRole(): boolean {
    const settings = createdWorkspaces(this.stage);
    return settings !== undefined && settings.executionMode !== "local" && settings.credentials?.from !== "hub";
  }

  private get protection(): "none" | "data" | "all" {
    return this.options.protection ?? this.stage.environment.protection;
  }

  private roleArn(account: ResolvedAccount): string {
    const { deploy, plan } = this.roleArns(account);
    return (this.options.access === "plan" ? plan : undefined) ?? deploy;
  }

  private tags(account: ResolvedAccount, layer: Layer): Record<string, string> {
    return {
      ...account.tags,
      [TAG_KEYS.stage]: this.stage.name,
      [TAG_KEYS.account]: account.key,
      [TAG_KEYS.layer]: layer,
      [TAG_KEYS.managedBy]: "smus-cdktf",
    };
  }

  private receipt(account: ResolvedAccount): BootstrapReceipt | undefined {
    const { state } = this.stage.environment;
    const key = bootstrapReceiptKey(this.stage.name);
    if (state.backend === "cloud") return undefined;
    if (state.backend === "local") return { kind: "file", path: path.join(this.localDirectory(state.directory), key) };
    return { kind: "s3", bucket: stateBucketName(this.prefix, account.id, this.stateRegion), key };
  }

  private localDirectory(directory: string): string {
    // The configured directory is escaped already, with the rest of the stage.
    return path.resolve(escapeTemplate(this.options.workingDirectory), directory);
  }
}
