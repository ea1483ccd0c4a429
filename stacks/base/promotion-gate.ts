import { TerraformLocal, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import type { Layer } from "../../contracts/layers";
import type { PromotionOverride } from "../../contracts/applied-record";
import { textLiteral } from "../../modules/expression";
import { RemoteOutputs, type StateLocation } from "../../modules/remote-state";
import { existence, type Evidence } from "./existence";
import { fingerprintIn, itemFingerprints } from "./item-fingerprints";
import { promotionRefusal, type PlanFindings } from "./promotion-refusal";

/** A state, and what tells a plan that it exists. */
export interface ReadableState {
  readonly location: StateLocation;
  /** @default - not asked: Terraform Cloud has nothing to ask */
  readonly evidence?: Evidence;
}

/** Properties of {@link PromotionGate}. */
export interface PromotionGateProps {
  /** Id of the stack, and its stage. */
  readonly stack: string;
  readonly stage: string;
  /** Fingerprint of each item that is compared, by item. */
  readonly expected: Readonly<Record<string, string>>;
  /** Names of items that are not compared, which stand for what is below them, too. */
  readonly notCompared: readonly string[];
  readonly source: PromotionSource;
  /** The stack's own state, as the last apply left it. @default - not read: Terraform Cloud */
  readonly own?: ReadableState;
  /** Lets the plan pass; recorded by the apply where it would have been refused. */
  readonly override?: PromotionOverride;
}

/** Stage and stack in which the same must have been applied before. */
export interface PromotionSource {
  readonly stage: string;
  /** The source's stack and its state; `absent` says why there is none. */
  readonly stack: { readonly id: string; readonly state: ReadableState } | { readonly absent: string };
}

/** Properties with what the guard adds. */
interface GuardedGateProps extends PromotionGateProps {
  /** Expression without `${}`: before the bootstrap the gate has nothing to say. @default - there is no bootstrap */
  readonly isBootstrapped?: string;
  /** Provider of the state bucket's Region, where that is not the stack's. */
  readonly provider?: TerraformProvider;
}

/**
 * Refuses to plan what the source stage has not successfully applied.
 *
 * One rule, for each item that is expected here or that the stack has applied: its fingerprint here must be the one that
 * the source has recorded, or the one that the stack itself has. An item that is not there counts as the fingerprint
 * "nothing", so the rule also refuses to take away what the source still has. The stack's own record counts so that an
 * emergency, which went past the gate once, can be planned again.
 *
 * Creates remote states and local values; the caller puts the precondition on a resource of the stack. Members are
 * expressions without `${}`.
 */
export class PromotionGate extends Construct {
  /** Record of the stack's own last apply; null where there is none. */
  private readonly ownRecord: string;
  /** Items that the source has applied otherwise. */
  private readonly differing: string;
  /** Those of them that the stack itself has applied otherwise, too, and what the refusal says about them. */
  private readonly findings: PlanFindings;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GuardedGateProps,
  ) {
    super(scope, id);
    const { stack } = props.source;
    const { record: ownRecord } = this.read("Own", props.own);
    const { record: sourceRecord, exists } = this.read("Source", "absent" in stack ? undefined : stack.state);
    this.ownRecord = this.local("Own", `\${${ownRecord}}`);
    const own = this.local("OwnItems", `\${try({${this.comparedItems()}}, {})}`);
    const source = this.local("Source", `\${try(${sourceRecord}.promotable, {})}`);
    const expected = this.local("Expected", itemFingerprints(props.expected));
    const differsFrom = (items: string): string => `${fingerprintIn(items)} != ${fingerprintIn(expected)}`;
    this.differing = this.local(
      "Differing",
      `\${[for item in keys(merge(${own}, ${expected})) : item if ${differsFrom(source)}]}`,
    );
    const refused = this.local("Refused", `\${[for item in ${this.differing} : item if ${differsFrom(own)}]}`);
    this.findings = { refused, expected, source, sourceExists: exists };
  }

  /** Fails the plan where something is refused; undefined where an override lets it pass. */
  public get precondition(): { condition: string; errorMessage: string } | undefined {
    const { isBootstrapped, override } = this.props;
    if (override !== undefined) return undefined;
    const passes = `length(${this.findings.refused}) == 0`;
    return {
      condition: isBootstrapped === undefined ? `\${${passes}}` : `\${!(${isBootstrapped}) || ${passes}}`,
      errorMessage: promotionRefusal(this.props, this.findings),
    };
  }

  /**
   * Expression, without `${}`, of what the record says about going past the gate.
   *
   * What it said before stays while the same content is applied, so that the next plan is empty, and while the source has
   * not caught up.
   *
   * @param content - fingerprint of what the stack emits
   */
  public recordedOverride(content: string): string {
    const { override } = this.props;
    const sameContent = `try(${this.ownRecord}.content, "") == "${content}"`;
    const kept = `${sameContent} || length(${this.differing}) > 0 ? try(${this.ownRecord}.override, null) : null`;
    if (override === undefined) return kept;
    const given = `{ reason = ${textLiteral(override.reason)}, by = ${textLiteral(override.by)}, at = plantimestamp() }`;
    return `length(${this.findings.refused}) > 0 ? ${given} : (${kept})`;
  }

  /** Body of an expression: what the stack has applied, but for what is not compared. */
  private comparedItems(): string {
    const all = `for item, hash in ${this.ownRecord}.promotable : item => hash`;
    const { notCompared } = this.props;
    if (notCompared.length === 0) return all;
    const prefixes = notCompared.map((name) => textLiteral(`${name}.`)).join(", ");
    return `${all} if !anytrue([for prefix in [${prefixes}] : startswith("\${item}.", prefix)])`;
  }

  /** Expressions of the record in a state, and of whether the state exists, where it can be asked. */
  private read(id: string, state: ReadableState | undefined): { readonly record: string; readonly exists?: string } {
    if (state === undefined) return { record: "null" };
    const { location, evidence } = state;
    const exists = evidence === undefined ? undefined : existence(this, `${id}Evidence`, evidence, this.props.provider);
    const { appliedRecord } = new RemoteOutputs<Layer>(this, `${id}State`, { location, existsIf: exists });
    return { record: appliedRecord, exists };
  }

  private local(id: string, value: unknown): string {
    return `local.${new TerraformLocal(this, id, value).friendlyUniqueId}`;
  }
}
