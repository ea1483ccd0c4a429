import { admitsUntested, AWS_PROVIDER_SOURCE, TESTED_AWS_PROVIDERS } from "../../contracts/provider-versions";
import { findLocked, type LockedProvider, type Requirement } from "../../formats/terraform-lock";
import { shownPath, type KeptLock } from "./kept-lock";
import { admits } from "./requirements";

/** Command that makes the lock file of a stage; it needs no AWS account. */
export function makingCommand(stage: string): string {
  return `npm run bootstrap -- --stage ${stage} --lock-only`;
}

/** A run that is to keep to a lock file. */
interface KeepingRun {
  readonly stage: string;
  /** The machine's. */
  readonly platform: string;
  /** True where the run itself adds what is missing. */
  readonly completing: boolean;
}

/** Reasons why a stage cannot be worked on with the kept lock file, each with its cure; none where it fits. */
export function lockProblems(
  { file, lock }: KeptLock,
  requirements: readonly Requirement[],
  { stage, platform, completing }: KeepingRun,
): string[] {
  const name = shownPath(file);
  return requirements.flatMap((requirement): string[] => {
    const { source, constraints } = requirement;
    const provider = findLocked(lock, source)?.provider;
    if (provider === undefined)
      return completing
        ? []
        : [`${name} has no ${source}, which stage "${stage}" needs; add it: ${makingCommand(stage)}`];
    if (!admits(requirement, provider.version))
      return [
        `${name} holds ${source} ${provider.version}, and stage "${stage}" admits "${constraints.join(", ")}"; choose a version for all stages: ${makingCommand(stage)} --upgrade-providers, or change organization.awsProvider`,
      ];
    if (completing || !lacksPlatform(provider, platform)) return [];
    return [
      `${name} has ${source} ${provider.version} for ${forPlatforms(provider)}, and ${platformCure(stage, platform)}`,
    ];
  });
}

/** Tells whether no package for a platform can fit: the file was made for others, and lists no packages of the registry. */
function lacksPlatform({ platforms, hashes }: LockedProvider, platform: string): boolean {
  return platforms !== undefined && !platforms.includes(platform) && !hashes.some((hash) => hash.startsWith("zh:"));
}

/** Platforms of a locked provider, for people. */
export function forPlatforms({ platforms }: LockedProvider): string {
  return platforms?.join(", ") ?? "platforms that it does not name";
}

/** Cure where checksums of this machine's platform are missing. */
export function platformCure(stage: string, platform: string): string {
  return `this machine is ${platform}; add it to organization.platforms, and bootstrap again (${makingCommand(stage)}), here or where the registry can be reached`;
}

/** Message where no lock file is kept, and stacks need one. */
export function missingLock(file: string, command = "npm run bootstrap"): string {
  return `${shownPath(file)} does not exist, so stages could get different versions of providers; make it: ${command}, and commit it`;
}

/** One line about a provider that this version of the project was not tested with; none where it was. */
export function untestedNote(requirements: readonly Requirement[], kept: KeptLock | undefined): string | undefined {
  const aws = requirements.find(({ source }) => source === AWS_PROVIDER_SOURCE);
  if (aws === undefined) return undefined;
  const locked = kept === undefined ? undefined : findLocked(kept.lock, aws.source)?.provider.version;
  const tested = `tested: ${TESTED_AWS_PROVIDERS.join(", ")}`;
  if (locked === undefined)
    return aws.constraints.some(admitsUntested)
      ? `note: "${aws.constraints.join(", ")}" admits versions of ${aws.source} that were not tested with this project (${tested})`
      : undefined;
  if (TESTED_AWS_PROVIDERS.includes(locked)) return undefined;
  return `note: ${aws.source} ${locked} was not tested with this project (${tested})`;
}
