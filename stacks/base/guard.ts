import { DataResource, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { existence, type Evidence } from "./existence";
import { PromotionGate, type PromotionGateProps } from "./promotion-gate";

/** Evidence by which a plan finds out if `npm run bootstrap` has prepared the stage. */
export type BootstrapReceipt = Evidence;

/** Properties of {@link StageGuard}. */
export interface StageGuardProps {
  readonly stage: string;
  /**
   * True to compare `terraform.workspace`. Terraform Cloud's remote runs see their own workspace name instead.
   */
  readonly comparesWorkspace: boolean;
  /** @default - not checked */
  readonly receipt?: BootstrapReceipt;
  /** Provider of the state bucket's Region, where that is not the stack's. */
  readonly provider?: TerraformProvider;
  /** @default - the stage is not promoted from another */
  readonly promotion?: PromotionGateProps;
}

/**
 * Refuses to plan in the wrong workspace, in one that was never bootstrapped (Terraform would write empty states for it,
 * the producers' too), and what the stage's source has not applied.
 *
 * Creates one `terraform_data` whose preconditions fail the whole plan, so nothing of the stack is applied.
 */
export class StageGuard extends Construct {
  /** Of a stage that is promoted from another. */
  public readonly gate?: PromotionGate;

  constructor(scope: Construct, id: string, props: StageGuardProps) {
    super(scope, id);
    const { stage, receipt, provider, promotion } = props;
    const workspace = {
      condition: `\${terraform.workspace == "${stage}"}`,
      errorMessage: `This configuration was synthesized for stage ${stage}, but the workspace is \${terraform.workspace}. Set TF_WORKSPACE to the stage you mean and synthesize again.`,
    };
    const isBootstrapped = receipt === undefined ? undefined : existence(this, "Receipt", receipt, provider);
    const bootstrapped = {
      condition: `\${${isBootstrapped}}`,
      errorMessage: `Stage ${stage} was never bootstrapped. Run: npm run bootstrap -- --stage ${stage}`,
    };
    if (promotion !== undefined)
      this.gate = new PromotionGate(this, "Promotion", { ...promotion, isBootstrapped, provider });
    const promoted = this.gate?.precondition;
    const preconditions = [
      ...(props.comparesWorkspace ? [workspace] : []),
      ...(isBootstrapped === undefined ? [] : [bootstrapped]),
      ...(promoted === undefined ? [] : [promoted]),
    ];
    new DataResource(this, "Resource", {
      input: { stage },
      lifecycle: preconditions.length === 0 ? undefined : { precondition: preconditions },
    });
  }
}
