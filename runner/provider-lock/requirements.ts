import { AWS_PROVIDER_SOURCE, SUPPORTED_AWS_PROVIDERS } from "../../contracts/provider-versions";
import { isInRange, VersionConstraint } from "../../contracts/version-constraint";
import { findLocked, type Requirement, type TerraformLock } from "../../formats/terraform-lock";
import { ANY_SUPPORTED, type WantedProvider } from "../terraform";

/** Tells whether a version fulfils constraints; those that we cannot read are left to Terraform. */
export function admits({ constraints }: Requirement, version: string): boolean {
  return constraints.every((text) => VersionConstraint.parse(text)?.admits(version) !== false);
}

/** Versions of the AWS provider that a run can use: the locked one, else those that its stacks admit. */
export function wantedProvider(
  requirements: readonly Requirement[],
  kept?: { readonly lock: TerraformLock; readonly name: string },
): WantedProvider {
  const aws = requirements.find(({ source }) => source === AWS_PROVIDER_SOURCE);
  if (aws === undefined) return ANY_SUPPORTED;
  const locked = kept === undefined ? undefined : findLocked(kept.lock, aws.source)?.provider.version;
  if (locked !== undefined)
    return { admits: (version) => version === locked, description: `${locked}, which ${kept?.name} holds,` };
  return {
    admits: (version) => isInRange(version, SUPPORTED_AWS_PROVIDERS) && admits(aws, version),
    description: `that "${aws.constraints.join(", ")}" admits`,
  };
}
