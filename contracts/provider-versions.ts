import { VersionConstraint, type VersionRange } from "./version-constraint";

/** The AWS provider as Terraform names it. */
export const AWS_PROVIDER_SOURCE = "hashicorp/aws";

/** Versions of the AWS provider that this version of the project was tested with: real plans and applies of every layer. */
export const TESTED_AWS_PROVIDERS: readonly string[] = ["5.100.0"];

/**
 * Constraint of every stack, where the organization sets none. 5.100.0 is the last version of its major version, so that it
 * admits what was tested and nothing else.
 */
export const DEFAULT_AWS_PROVIDER = "~> 5.100";

/** Versions for which the stacks are made: bindings of 6.25, restricted to attributes that 5.100 has as well. */
export const SUPPORTED_AWS_PROVIDERS: VersionRange = { from: "5.100.0", below: "7.0.0" };

/** Tells whether a constraint admits other versions than the default does: some that nobody has tested. */
export function admitsUntested(constraint: string): boolean {
  const tested = VersionConstraint.parse(DEFAULT_AWS_PROVIDER);
  return tested === undefined || VersionConstraint.parse(constraint)?.isWithin(tested) !== true;
}
