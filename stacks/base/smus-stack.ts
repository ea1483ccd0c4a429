import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformElement, TerraformOutput, TerraformStack, type App } from "cdktf";
import { Node } from "constructs";
import { stackId, type Layer, type StackAddress } from "../../contracts/layers";
import { LAYER_OUTPUT_NAMES, type LayerOutputs } from "../../contracts/outputs";
import { PROJECT_VERSION } from "../../contracts/version";
import { stateBackend, type StateLocation } from "../../modules/remote-state";
import { renderStack, type StackJson } from "../engine/render-stack";
import { StackWriter } from "../engine/stack-writer";
import { addAppliedRecord, withAppliedRecord } from "./applied-output";
import { GUARD_ID } from "./emitted-content";
import { StageGuard, type BootstrapReceipt } from "./guard";
import type { PromotionGateProps } from "./promotion-gate";

/** Providers that work: bindings of 6.25, restricted to attributes that 5.100 has as well. */
const AWS_PROVIDER = { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" };
/** 1.11: native S3 lock files are stable. */
export const TERRAFORM_VERSION = ">= 1.11.0, < 2.0.0";

/** What every stack needs to know; nothing in it is specific to a layer. */
export interface SmusStackProps {
  readonly address: StackAddress;
  readonly stage: string;
  /** 12 digits; the provider refuses credentials of any other account. */
  readonly accountId: string;
  readonly region: string;
  /**
   * Role that the provider assumes in the account.
   *
   * @default - none: credentials are the account's own (runs of Terraform Cloud)
   */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Default tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly state: StateLocation;
  /** Region of the state bucket, where it differs from `region`. */
  readonly stateRegion?: string;
  /** @default - not checked (the `state` layer, Terraform Cloud) */
  readonly receipt?: BootstrapReceipt;
  /** Fingerprint of each promotable item, by item. @default - none */
  readonly promotable?: Readonly<Record<string, string>>;
  /** @default - the stage is not promoted from another */
  readonly promotion?: PromotionGateProps;
  /** Path-style S3 addressing: endpoints on this machine have no wildcard DNS. */
  readonly usePathStyle: boolean;
}

/**
 * A stack: one account, one layer, one state.
 *
 * Brings provider, backend, version constraints and the stage guard, and publishes exactly the outputs of its layer's
 * contract. Refuses duplicate addresses, which the engine overwrites silently.
 */
export abstract class SmusStack<L extends Layer> extends TerraformStack {
  protected readonly provider: AwsProvider;
  private readonly layer: L;
  private readonly guard: StageGuard;

  protected constructor(
    app: App,
    layer: L,
    private readonly settings: SmusStackProps,
  ) {
    super(app, uniqueStackId(app, settings.address));
    this.synthesizer = new StackWriter(this, this.synthesizer);
    this.layer = layer;
    this.provider = this.providerFor(settings.region);
    stateBackend(this, settings.state);
    this.addOverride("terraform.required_providers.aws", AWS_PROVIDER);
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    this.guard = this.addGuard();
    addAppliedRecord(this);
    this.node.addValidation({ validate: () => duplicateAddresses(this) });
  }

  /**
   * Adds a dependency without CDKTF's search for cycles: `dependsOn` walks all paths, unmemoized, which is exponential
   * in layered graphs. Layers are ranked, so there are no cycles.
   */
  public override addDependency(dependency: TerraformStack): void {
    if (!this.dependencies.includes(dependency)) this.dependencies.push(dependency);
  }

  /**
   * Nothing to prepare: the engine renders everything once more here, in search of references between stacks. Ours pass
   * declared outputs; a test finds references to what a stack does not have.
   */
  public override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** What was constructed, and the record of its apply. */
  public override toTerraform(): StackJson {
    const { promotable = {} } = this.settings;
    const facts = { version: PROJECT_VERSION, promotable };
    return withAppliedRecord(renderStack(this), facts, this.guard.gate);
  }

  /** As the engine does, which hashes the path of every element: stacks of a layer have the same. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const path = pathInStack(element instanceof Node ? element : element.node, this);
    let id = LOGICAL_IDS.get(path);
    if (id === undefined) {
      id = super.allocateLogicalId(element);
      LOGICAL_IDS.set(path, id);
    }
    return id;
  }

  /** The provider of another Region of the account; each is a process of its own, so only where resources live there. */
  protected providerFor(region: string, alias?: string): AwsProvider {
    const { settings } = this;
    return new AwsProvider(this, alias === undefined ? "Aws" : `Aws-${alias}`, {
      region,
      alias,
      allowedAccountIds: [settings.accountId],
      ...(settings.roleArn === undefined
        ? {}
        : {
            assumeRole: [
              { roleArn: settings.roleArn, sessionName: `smus-${settings.stage}`, externalId: settings.externalId },
            ],
          }),
      defaultTags: [{ tags: { ...settings.tags } }],
      ...(settings.usePathStyle ? { s3UsePathStyle: true } : {}),
    });
  }

  /** Tags of everything taggable in the stack, for what the provider's default tags do not reach. */
  protected get defaultTags(): Readonly<Record<string, string>> {
    return this.settings.tags;
  }

  /** Publishes the outputs of the layer's contract. */
  protected publish(outputs: LayerOutputs[L]): void {
    for (const name of LAYER_OUTPUT_NAMES[this.layer]) {
      new TerraformOutput(this, name, { value: outputs[name], staticId: true });
    }
  }

  private addGuard(): StageGuard {
    const { stage, state, stateRegion, region, receipt, promotion } = this.settings;
    const readsBucket = receipt?.kind === "s3" && stateRegion !== undefined && stateRegion !== region;
    return new StageGuard(this, GUARD_ID, {
      stage,
      comparesWorkspace: state.backend !== "cloud",
      receipt,
      provider: readsBucket ? this.providerFor(stateRegion, "state") : undefined,
      promotion,
    });
  }
}

/** By path of constructs in a stack. */
const LOGICAL_IDS = new Map<string, string>();

function pathInStack(node: Node, stack: TerraformStack): string {
  return node.scope === undefined || node.scope === stack
    ? node.id
    : `${pathInStack(node.scope.node, stack)}/${node.id}`;
}

function uniqueStackId(app: App, address: StackAddress): string {
  const id = stackId(address);
  if (app.node.tryFindChild(id) !== undefined)
    throw new Error(`stack id "${id}" is taken: the engine would overwrite the first stack`);
  return id;
}

/** Elements of a stack that share an address, which the engine resolves silently: the last one wins. */
export function duplicateAddresses(stack: TerraformStack): string[] {
  const seen = new Map<string, TerraformElement>();
  const problems: string[] = [];
  for (const element of stack.node.findAll()) {
    if (!TerraformElement.isTerraformElement(element)) continue;
    const address = `${element.constructor.name}.${element.friendlyUniqueId}`;
    const first = seen.get(address);
    if (first !== undefined)
      problems.push(`${first.node.path} and ${element.node.path} share the address ${address}: one would be lost`);
    seen.set(address, element);
  }
  return problems;
}
