import { DataAwsS3Objects } from "@cdktf/provider-aws/lib/data-aws-s3-objects";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";

/** Object, file or state by which a plan finds out if something is there, without failing if it is not. */
export type Evidence =
  | {
      /** Object in the account's state bucket. */
      readonly kind: "s3";
      readonly bucket: string;
      readonly key: string;
    }
  | {
      /** File beside the states. */
      readonly kind: "file";
      readonly path: string;
    }
  | {
      /** A local state. Terraform makes an empty file to lock it, which is no state yet. */
      readonly kind: "local-state";
      readonly path: string;
    };

/**
 * Expression, without `${}`, that is true when the evidence is there. Creates a data source for an object.
 *
 * @param provider - of the bucket's Region, where that is not the stack's
 */
export function existence(scope: Construct, id: string, evidence: Evidence, provider?: TerraformProvider): string {
  // Terraform refuses a condition that names no object, and a file is none; a workspace always has a name.
  if (evidence.kind === "file") return `terraform.workspace != "" && fileexists(${JSON.stringify(evidence.path)})`;
  if (evidence.kind === "local-state") return `try(length(file(${JSON.stringify(evidence.path)})) > 0, false)`;
  const objects = new DataAwsS3Objects(scope, id, { bucket: evidence.bucket, prefix: evidence.key, provider });
  return `length(data.aws_s3_objects.${objects.friendlyUniqueId}.keys) > 0`;
}
