import {
  DescribeModelPackageCommand,
  type SageMakerClient,
  UpdateModelPackageCommand,
} from "@aws-sdk/client-sagemaker";
import type { Hindrance } from "../../../governance/promotions";
import { isGone } from "../registry/gone";

/** Beginning of every description of a decision that the function makes: others are of people in that account. */
const OURS = "smus: ";
/** Longest description. Source: botocore, sagemaker, `ApprovalDescription`. */
const LONGEST = 1024;

/**
 * Says that a version of a stage's account is approved or rejected. What people there have rejected stays rejected.
 *
 * @returns the sentence that says why it cannot be
 */
export async function decideVersion(
  client: SageMakerClient,
  release: string,
  { outcome, reason }: { readonly outcome: "Approved" | "Rejected"; readonly reason: string },
): Promise<Hindrance | undefined> {
  const found = await described(client, release);
  if (found === undefined) return { hindrance: `${release} is gone from the registry: promote the version again.` };
  const { ModelApprovalStatus: status, ModelPackageStatus, ApprovalDescription: said = "" } = found;
  if (ModelPackageStatus !== "Completed")
    return { hindrance: `${release} is ${ModelPackageStatus} in the registry.`, unfinished: true };
  if (status === outcome) return undefined;
  if (outcome === "Approved" && status === "Rejected" && !said.startsWith(OURS))
    return {
      hindrance: `Somebody has rejected ${release} in the account of the stage: ${said || "without a reason"}.`,
    };
  await client.send(
    new UpdateModelPackageCommand({
      ModelPackageArn: release,
      ModelApprovalStatus: outcome,
      ApprovalDescription: `${OURS}${reason}`.replaceAll(/\s+/g, " ").slice(0, LONGEST),
    }),
  );
  return undefined;
}

async function described(client: SageMakerClient, release: string) {
  try {
    return await client.send(new DescribeModelPackageCommand({ ModelPackageName: release }));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
