import { TerraformLocal, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import type { Layer } from "../../contracts/layers";
import type { PromotionOverride } from "../../contracts/applied-record";
import { escapeTemplate } from "../../modules/expression";
import { RemoteOutputs, type StateLocation } from "../../modules/remote-state";
import { escapedKeys } from "./escaped-keys";
import { existence, type Evidence } from "./existence";

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
  /** Fingerprint of each item that the source must have applied, by item. */
  readonly expected: Readonly<Record<string, string>>;
  /** Names of deliberate differences, which stand for what is below them, too. */
  readonly overridden: readonly string[];
  readonly source: PromotionSource;
  /** The stack's own state, as the last apply left it. @default - not read: Terraform Cloud */
  readonly own?: ReadableState;
  /** Lets the plan pass; recorded by the apply where it would have been refused. */
  readonly override?: PromotionOverride;
}

/** What the guard adds. */
interface GateSettings extends PromotionGateProps {
  /** Expression without `${}`: before the bootstrap the guard has nothing to say about promotions. */
  readonly isBootstrapped?: string;
  /** Provider of the state bucket's Region, where that is not the stack's. */
  readonly provider?: TerraformProvider;
}

/** Where the same must have been applied before. */
export interface PromotionSource {
  readonly stage: string;
  /** The source's stack and its state; `absent` says why there is none. */
  readonly stack: { readonly id: string; readonly state: ReadableState } | { readonly absent: string };
}

/** How many items a refusal names; `npm run promote` lists them all. */
const NAMED_ITEMS = 5;

/**
 * Refuses to plan what the source stage has not successfully applied, by the records that both stacks publish.
 *
 * What the stack has applied itself already passes: an emergency that went past the gate once can be planned again.
 * Creates remote states and local values; the caller puts the precondition on a resource of the stack.
 */
export class PromotionGate extends Construct {
  /** Expressions without `${}`. */
  private readonly own: string;
  private readonly source: string;
  private readonly expected: string;
  /** Whether the source's state exists; undefined where it cannot be asked. */
  private sourceExists?: string;
  /** Items that the source has not applied like this. */
  private readonly lacking: string;
  /** Those of them that the stack has not applied itself. */
  private readonly refused: string;
  /** Items that this would take away though the source still has them. */
  private readonly withdrawn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GateSettings,
  ) {
    super(scope, id);
    const { own, source } = props;
    this.own = this.local("Own", own === undefined ? "null" : this.record("Own", own, this.exists("Own", own)));
    this.source = this.local("Source", this.sourceRecord(source));
    this.expected = this.localValue("Expected", escapedKeys(props.expected));
    const [ownItems, sourceItems] = [this.own, this.source].map((record) => `try(${record}.promotable, {})`);
    this.lacking = this.local(
      "Lacking",
      `[for item, hash in ${this.expected} : item if try(${this.source}.promotable[item], "") != hash]`,
    );
    this.refused = this.local(
      "Refused",
      `[for item in ${this.lacking} : item if try(${this.own}.promotable[item], "") != ${this.expected}[item]]`,
    );
    const overridden = JSON.stringify(props.overridden.map(escapeTemplate));
    const isOverridden = `anytrue([for name in ${overridden} : item == name || startswith(item, "\${name}.")])`;
    this.withdrawn = this.local(
      "Withdrawn",
      `[for item in keys(${ownItems}) : item if contains(keys(${sourceItems}), item) && ` +
        `!contains(keys(${this.expected}), item) && !${isOverridden}]`,
    );
  }

  /** Fails the plan, unless it is let pass. */
  public get precondition(): { condition: string; errorMessage: string } | undefined {
    if (this.props.override !== undefined) return undefined;
    const { isBootstrapped = "true" } = this.props;
    return {
      condition: `\${!(${isBootstrapped}) || length(${this.refused}) + length(${this.withdrawn}) == 0}`,
      errorMessage: this.refusal(),
    };
  }

  /**
   * Expression, without `${}`, of what the record says about going past the gate. It stays as long as the same content is
   * applied, so that the next plan is empty, and while the source has not caught up.
   *
   * @param content - fingerprint of what the stack emits
   */
  public recordedOverride(content: string): string {
    const earlier = `try(${this.own}.override, null)`;
    const { override } = this.props;
    const now =
      override === undefined
        ? "null"
        : `{ reason = ${quoted(override.reason)}, by = ${quoted(override.by)}, at = plantimestamp() }`;
    const past = `length(${this.refused}) + length(${this.withdrawn}) > 0`;
    const changed = `${past} ? ${now} : (length(${this.lacking}) > 0 ? ${earlier} : null)`;
    return `try(${this.own}.content, "") == "${content}" ? ${earlier} : (${changed})`;
  }

  private refusal(): string {
    const { stack, stage, source } = this.props;
    const items =
      `\${join(", ", concat([for item in slice(${this.refused}, 0, min(${NAMED_ITEMS}, length(${this.refused}))) : ` +
      `"\${item} (expected \${substr(${this.expected}[item], 0, 12)}, applied there: ` +
      `\${try(substr(${this.source}.promotable[item], 0, 12), "nothing")})"], ` +
      `length(${this.refused}) > ${NAMED_ITEMS} ? ["and \${length(${this.refused}) - ${NAMED_ITEMS}} more"] : [], ` +
      `[for item in ${this.withdrawn} : "\${item} (removed here, but not there)"]))}`;
    return [
      `Stack ${stack} of stage ${stage} would receive what stage ${source.stage} has not successfully applied: ${items}.`,
      this.remedy(),
      `What differs: npm run promote -- --from ${source.stage} --to ${stage}.`,
      `A deliberate difference belongs into promotion.overrides of stage ${stage}, with its reason;`,
      "an emergency goes past this once with SMUS_PROMOTION_OVERRIDE='<reason>', which the apply records.",
    ].join(" ");
  }

  private remedy(): string {
    const { stage, source } = this.props;
    if ("absent" in source.stack) return `There, ${source.stack.absent}: add it and apply it first.`;
    const { id } = source.stack;
    const apply = `npm run apply -- --stage ${source.stage} --stack ${id}`;
    const first = `Apply it there first: ${apply}.`;
    if (this.sourceExists === undefined) return first;
    const never =
      `Stack ${id} was not bootstrapped there, or after this stage. First: npm run bootstrap -- --stage ${source.stage}, ` +
      `${apply}, then npm run bootstrap -- --stage ${stage}.`;
    return `\${${this.sourceExists} ? ${quoted(first)} : ${quoted(never)}}`;
  }

  private sourceRecord({ stack }: PromotionSource): string {
    if ("absent" in stack) return "null";
    this.sourceExists = this.exists("Source", stack.state);
    return this.record("Source", stack.state, this.sourceExists);
  }

  private exists(id: string, { evidence }: ReadableState): string | undefined {
    return evidence === undefined ? undefined : existence(this, `${id}Evidence`, evidence, this.props.provider);
  }

  private record(id: string, { location }: ReadableState, existsIf: string | undefined): string {
    return new RemoteOutputs<Layer>(this, `${id}State`, { location, existsIf }).appliedRecord;
  }

  private local(id: string, expression: string): string {
    return this.localValue(id, `\${${expression}}`);
  }

  private localValue(id: string, value: unknown): string {
    const local = new TerraformLocal(this, id, value);
    return `local.${local.friendlyUniqueId}`;
  }
}

function quoted(text: string): string {
  return JSON.stringify(escapeTemplate(text));
}
