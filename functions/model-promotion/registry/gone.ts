import { awsFault, isNotFound } from "../../../aws/faults";

/**
 * Words in which SageMaker says that something is not there: it has no code of its own for it in these operations.
 *
 * Source: botocore, sagemaker (DescribeModelPackage and DescribeEndpoint model no error); words of Describe calls that users report:
 * "ModelPackage arn:... does not exist", "Could not find endpoint".
 */
const GONE = /does not exist|could not find|not found/i;

/** The version, endpoint or model is not there. */
export function isGone(error: unknown): boolean {
  const fault = awsFault(error);
  const isRefused = fault?.name === "ValidationException" || fault?.name === "ValidationError";
  return isNotFound(error) || fault?.name === "ResourceNotFound" || (isRefused && GONE.test(fault.message));
}
