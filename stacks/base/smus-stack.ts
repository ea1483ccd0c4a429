import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, type App } from "cdktf";
import { stackId, type Layer, type StackAddress } from "../../contracts/layers";
import { AWS_PROVIDER_SOURCE, DEFAULT_AWS_PROVIDER } from "../../contracts/provider-versions";
import { isOptIn, STS_REGION } from "../../contracts/service/regions";
import { LAYER_OUTPUT_NAMES, type LayerOutputs } from "../../contracts/outputs";
import { PROJECT_VERSION } from "../../contracts/version";
import { stateBackend, type StateLocation } from "../../modules/remote-state";
import { FastStack } from "../engine/fast-stack";
import type { StackJson } from "../engine/render-stack";
import { addAppliedRecord, withAppliedRecord } from "./applied-output";
import { GUARD_ID } from "./emitted-content";
import { StageGuard, type BootstrapReceipt } from "./guard";
import { beyondLimits, LimitsExceeded } from "./limits";
import type { PromotionGateProps } from "./promotion-gate";

/** 1.11: native S3 lock files are stable. */
export const TERRAFORM_VERSION = ">= 1.11.0, < 2.0.0";

/** Properties that every stack needs; none of them is specific to a layer. */
export interface SmusStackProps {
  readonly address: StackAddress;
  readonly stage: string;
  /** 12 digits; the provider refuses credentials of any other account. */
  readonly accountId: string;
  readonly region: string;
  /**
   * Constraint for the version of the AWS provider.
   *
   * @default - what was tested
   */
  readonly awsProvider?: string;
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
 * contract.
 */
export abstract class SmusStack<L extends Layer> extends FastStack {
  protected readonly provider: AwsProvider;
  private readonly layer: L;
  private readonly guard: StageGuard;

  protected constructor(
    app: App,
    layer: L,
    private readonly settings: SmusStackProps,
  ) {
    super(app, stackId(settings.address));
    this.layer = layer;
    this.provider = this.providerFor(settings.region);
    stateBackend(this, settings.state);
    this.addOverride("terraform.required_providers.aws", {
      source: AWS_PROVIDER_SOURCE,
      version: settings.awsProvider ?? DEFAULT_AWS_PROVIDER,
    });
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    this.guard = this.addGuard();
    addAppliedRecord(this);
  }

  /** Adds the record of its apply. @throws LimitsExceeded where something is larger than a service takes */
  protected override complete(rendered: StackJson): StackJson {
    const { promotable = {} } = this.settings;
    const facts = { version: PROJECT_VERSION, promotable };
    const complete = withAppliedRecord(rendered, facts, this.guard.gate);
    const beyond = beyondLimits(complete);
    if (beyond.length > 0) throw new LimitsExceeded(beyond);
    return complete;
  }

  /**
   * The provider of another Region of the account, or with other tags; each is a process of its own, so only where resources need it.
   */
  protected providerFor(region: string, alias?: string, tags = this.settings.tags): AwsProvider {
    const { settings } = this;
    return new AwsProvider(this, alias === undefined ? "Aws" : `Aws-${alias}`, {
      region,
      alias,
      ...(isOptIn(region) ? { stsRegion: STS_REGION } : {}),
      allowedAccountIds: [settings.accountId],
      ...(settings.roleArn === undefined
        ? {}
        : {
            assumeRole: [
              { roleArn: settings.roleArn, sessionName: `smus-${settings.stage}`, externalId: settings.externalId },
            ],
          }),
      ...(Object.keys(tags).length === 0 ? {} : { defaultTags: [{ tags: { ...tags } }] }),
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
