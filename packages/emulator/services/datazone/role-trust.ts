import { validationError } from "../../errors";
import type { Call } from "../../service";

/** Principal of the service in trust policies. */
export const DATAZONE = "datazone.amazonaws.com";

/**
 * Has DataZone assume roles that a call names, as far as their trust policies let it (aws/Unified-Studio-for-Amazon-Sagemaker
 * pull request 42 for the words). CreateDomain and UpdateDomain do this at once; PutEnvironmentBlueprintConfiguration takes
 * roles that could never be assumed.
 *
 * @param account of the domain, which DataZone sends as `aws:SourceAccount`
 * @throws ServiceError ValidationException
 */
export async function requireTrust(roles: readonly (string | undefined)[], account: string, call: Call): Promise<void> {
  for (const role of roles) {
    const judge = call.emulator.judge;
    if (role === undefined || judge === undefined) continue;
    if (!(await judge.mayAssume(DATAZONE, role, { "aws:sourceaccount": account }, call)))
      throw validationError("Unable to assume role ");
  }
}
