import * as path from "node:path";
import { fingerprint, type PromotionOverride } from "../contracts/applied-record";
import { stackId, type StackAddress } from "../contracts/layers";
import { sourceReceiptKey, stateKey, WORKSPACE_KEY_PREFIX } from "../contracts/names";
import type { Stage } from "../configuration/model";
import { counterpartsOf, isCompared, overrideOf, promotableItemsOf } from "../configuration/promotion";
import { localConfiguration, type StateLocation } from "../modules/remote-state";
import type { Evidence, PromotionGateProps, PromotionSource, ReadableState } from "./base";

/** Properties of {@link StagePromotion}. */
export interface StagePromotionProps {
  /** As it was configured: fingerprints are of texts, not of their escaped forms. */
  readonly stage: Stage;
  readonly stages: readonly Stage[];
  /** Fingerprint of the control-plane function's code. */
  readonly functionCode: string;
  /** Gives the location of the state of a stack of a stage. */
  readonly stateOf: (stage: Stage, address: StackAddress) => StateLocation;
  /** Lets plans pass that the gate would refuse. */
  readonly override?: PromotionOverride;
}

/** Gives each stack of a stage what it records as promotable, and what its gate asks of the source stage. */
export class StagePromotion {
  private readonly itemsOf: ReturnType<typeof promotableItemsOf>;
  private readonly source: Stage | undefined;
  private readonly counterpartOf: ReturnType<typeof counterpartsOf>;

  constructor(private readonly props: StagePromotionProps) {
    const { stage, stages } = props;
    this.itemsOf = promotableItemsOf(stage, stages, props);
    this.source = stages.find(({ name }) => name === stage.environment.promotion?.from);
    this.counterpartOf = this.source === undefined ? () => undefined : counterpartsOf(stage, this.source);
  }

  /** Fingerprint of each promotable item of a stack, and its gate; none where there is nothing to compare. */
  of(address: StackAddress): { promotable: Record<string, string>; promotion?: PromotionGateProps } {
    const items = Object.entries(this.itemsOf(address));
    const promotable = Object.fromEntries(items.map(([item, content]) => [item, fingerprint(content)]));
    return { promotable, promotion: this.gate(address, promotable) };
  }

  private gate(address: StackAddress, promotable: Readonly<Record<string, string>>): PromotionGateProps | undefined {
    const { stage, override } = this.props;
    const { overrides = {} } = stage.environment.promotion ?? {};
    const counterpart = this.counterpartOf(address);
    const { source } = this;
    if (source === undefined || counterpart === undefined) return undefined;
    const expected = Object.entries(promotable).filter(
      ([item]) => isCompared(item, source) && overrideOf(item, overrides) === undefined,
    );
    return {
      stack: stackId(address),
      stage: stage.name,
      expected: Object.fromEntries(expected),
      notCompared: [...Object.keys(overrides), ...Object.keys(promotable).filter((item) => !isCompared(item, source))],
      source: {
        stage: source.name,
        stack: "absent" in counterpart ? counterpart : this.sourceStack(address, source, counterpart.address),
      },
      own: this.ownState(address),
      override,
    };
  }

  private ownState(address: StackAddress): ReadableState | undefined {
    const location = this.props.stateOf(this.props.stage, address);
    // A workspace of Terraform Cloud without a state cannot be read, and there is no asking first.
    return location.backend === "cloud" ? undefined : { location, evidence: stateObject(location) };
  }

  private sourceStack(address: StackAddress, source: Stage, sourceAddress: StackAddress): PromotionSource["stack"] {
    const { stage, stateOf } = this.props;
    const [own, location] = [stateOf(stage, address), stateOf(source, sourceAddress)];
    const id = stackId(sourceAddress);
    return { id, state: { location, evidence: this.sourceEvidence(own, location, id) } };
  }

  /** A bucket of another account cannot be listed with this account's credentials: `npm run bootstrap` leaves word. */
  private sourceEvidence(own: StateLocation, source: StateLocation, sourceStack: string): Evidence | undefined {
    if (own.backend !== "s3" || source.backend !== "s3" || own.bucket === source.bucket) return stateObject(source);
    return { kind: "s3", bucket: own.bucket, key: sourceReceiptKey(own.stage, source.stage, sourceStack) };
  }
}

/** The state itself. */
function stateObject(location: StateLocation): Evidence | undefined {
  switch (location.backend) {
    case "s3": {
      const key = `${WORKSPACE_KEY_PREFIX}/${location.stage}/${stateKey(location.account, location.layer)}`;
      return { kind: "s3", bucket: location.bucket, key };
    }
    case "local": {
      const { workspaceDir } = localConfiguration(location);
      return { kind: "local-state", path: path.join(workspaceDir, location.stage, "terraform.tfstate") };
    }
    case "cloud":
      return undefined;
  }
}
