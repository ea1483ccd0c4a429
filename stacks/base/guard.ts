import { DataAwsS3Objects } from "@cdktf/provider-aws/lib/data-aws-s3-objects";
import { DataResource, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";

/** How a plan finds out whether `npm run bootstrap` has prepared the stage. */
export type BootstrapReceipt =
  | {
      /** Object in the account's state bucket. */
      readonly kind: "s3";
      readonly bucket: string;
      readonly key: string;
      /** Provider of the bucket's Region, where that is not the stack's. */
      readonly provider?: TerraformProvider;
    }
  | {
      /** File beside the states. */
      readonly kind: "file";
      readonly path: string;
    };

/** Properties of {@link StageGuard}. */
export interface StageGuardProps {
  readonly stage: string;
  /**
   * Whether to compare `terraform.workspace`. Terraform Cloud's remote runs see their own workspace name instead.
   */
  readonly comparesWorkspace: boolean;
  /** @default - not checked */
  readonly receipt?: BootstrapReceipt;
}

/**
 * Refuses to plan in the wrong workspace, and in one that was never bootstrapped (Terraform would write empty states
 * for it, the producers' too).
 *
 * Creates one `terraform_data` whose preconditions fail the whole plan, so nothing of the stack is applied.
 */
export class StageGuard extends Construct {
  constructor(scope: Construct, id: string, props: StageGuardProps) {
    super(scope, id);
    const { stage } = props;
    const workspace = {
      condition: `\${terraform.workspace == "${stage}"}`,
      errorMessage: `This configuration was synthesized for stage ${stage}, but the workspace is \${terraform.workspace}. Set TF_WORKSPACE to the stage you mean and synthesize again.`,
    };
    const bootstrapped = {
      condition: `\${${this.receiptExists(props.receipt)}}`,
      errorMessage: `Stage ${stage} was never bootstrapped. Run: npm run bootstrap -- --stage ${stage}`,
    };
    const preconditions = [
      ...(props.comparesWorkspace ? [workspace] : []),
      ...(props.receipt === undefined ? [] : [bootstrapped]),
    ];
    new DataResource(this, "Resource", {
      input: { stage },
      lifecycle: preconditions.length === 0 ? undefined : { precondition: preconditions },
    });
  }

  private receiptExists(receipt: BootstrapReceipt | undefined): string {
    if (receipt === undefined) return "true";
    // Terraform refuses a condition that names no object, and a file is none; a workspace always has a name.
    if (receipt.kind === "file") return `terraform.workspace != "" && fileexists(${JSON.stringify(receipt.path)})`;
    const objects = new DataAwsS3Objects(this, "Receipt", {
      bucket: receipt.bucket,
      prefix: receipt.key,
      provider: receipt.provider,
    });
    return `length(data.aws_s3_objects.${objects.friendlyUniqueId}.keys) > 0`;
  }
}
