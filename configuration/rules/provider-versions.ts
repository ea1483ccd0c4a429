import {
  admitsUntested,
  DEFAULT_AWS_PROVIDER,
  SUPPORTED_AWS_PROVIDERS,
  TESTED_AWS_PROVIDERS,
} from "../../contracts/provider-versions";
import { VersionConstraint } from "../../contracts/version-constraint";
import { show, type Path } from "../problems";
import type { Finding } from "./finding";
import type { OrganizationView, StageView } from "./view";

const VERSION = ["organization", "awsProvider", "version"];

/** Every version that the constraint admits is one that the stacks are made for, and there are some. */
export function providerVersionsAreSupported({ environment }: StageView): Finding[] {
  const { version } = environment.organization.awsProvider ?? {};
  const constraint = version === undefined ? undefined : VersionConstraint.parse(version);
  if (constraint === undefined || constraint.isWithin(SUPPORTED_AWS_PROVIDERS)) return [];
  const { from, below } = SUPPORTED_AWS_PROVIDERS;
  const allowed = `a constraint that admits versions from ${from} on and below ${below} only`;
  const empty = constraint.isEmpty() ? ", which no version fulfils" : "";
  const fix = empty === "" ? undefined : "remove a condition";
  return [{ code: "PROVIDER_VERSION", path: VERSION, got: `${show(version)}${empty}`, allowed, fix }];
}

/** All stages have the same provider: what was tried in one is what the next one gets. */
export function providersAreTheSame({ stages }: OrganizationView): Finding[] {
  const [first, ...others] = stages;
  return others.flatMap((stage): Finding[] => {
    const [own, theirs] = [constraintOf(stage), constraintOf(first)];
    if (own === theirs) return [];
    const path = placeIn(stage);
    const reads = [
      { stage, path },
      { stage: first, path: placeIn(first) },
    ];
    return [
      { code: "PROVIDER_DIFFERS", stage, path, got: show(own), allowed: `${show(theirs)}, as in ${first.file}`, reads },
    ];
  });
}

/** Versions that were not tested are named once, in the first file that has some. */
export function providersAreTested({ stages }: OrganizationView): Finding[] {
  const untested = stages.filter((one) => admitsUntested(constraintOf(one)));
  const [stage] = untested;
  const version = stage?.environment.organization.awsProvider?.version;
  if (stage === undefined || version === undefined) return [];
  // What is not supported is a mistake, and not also unwise.
  if (VersionConstraint.parse(version)?.isWithin(SUPPORTED_AWS_PROVIDERS) !== true) return [];
  const allowed = `versions that this version of the project was tested with: ${TESTED_AWS_PROVIDERS.join(", ")}`;
  // All their files are named, so that a check of one stage alone tells it, too.
  const reads = untested.map((one) => ({ stage: one, path: VERSION }));
  return [{ code: "PROVIDER_UNTESTED", stage, path: VERSION, got: show(version), allowed, reads }];
}

function constraintOf({ environment }: StageView): string {
  return environment.organization.awsProvider?.version ?? DEFAULT_AWS_PROVIDER;
}

/** Place of the setting, or where it would be. */
function placeIn({ environment }: StageView): Path {
  return environment.organization.awsProvider === undefined ? ["organization"] : VERSION;
}
