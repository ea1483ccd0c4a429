import { isDeepStrictEqual } from "node:util";
import { admitsUntested, SUPPORTED_AWS_PROVIDERS, TESTED_AWS_PROVIDERS } from "../../contracts/provider-versions";
import { VersionConstraint } from "../../contracts/version-constraint";
import { show } from "../problems";
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

/** Settings of providers that are in one lock file, for all stages. */
const SHARED = ["awsProvider", "platforms"] as const;

/** All stages have the same provider: what was tried in one is what the next one gets. */
export function providersAreTheSame({ stages }: OrganizationView): Finding[] {
  const [first, ...others] = stages;
  if (first === undefined) return [];
  return SHARED.flatMap((name) =>
    others.flatMap((stage): Finding[] => {
      const [own, theirs] = [stage, first].map(({ environment }) => comparable(environment.organization[name]));
      if (isDeepStrictEqual(own, theirs)) return [];
      const path = ["organization", name];
      const [got, allowed] = [own, theirs].map((value) => (value === undefined ? "nothing" : show(value)));
      const reads = [
        { stage, path },
        { stage: first, path },
      ];
      return [{ code: "PROVIDER_DIFFERS", stage, path, got, allowed: `${allowed}, as in ${first.file}`, reads }];
    }),
  );
}

/** Versions that were not tested are named once, in the first file that has some. */
export function providersAreTested({ stages }: OrganizationView): Finding[] {
  const stage = stages.find(({ environment }) => environment.organization.awsProvider !== undefined);
  const version = stage?.environment.organization.awsProvider?.version;
  if (stage === undefined || version === undefined || !admitsUntested(version)) return [];
  // What is not supported is a mistake, and not also unwise.
  if (VersionConstraint.parse(version)?.isWithin(SUPPORTED_AWS_PROVIDERS) !== true) return [];
  const allowed = `versions that this version of the project was tested with: ${TESTED_AWS_PROVIDERS.join(", ")}`;
  return [{ code: "PROVIDER_UNTESTED", stage, path: VERSION, got: show(version), allowed }];
}

function comparable(value: unknown): unknown {
  return Array.isArray(value) ? (value as string[]).toSorted() : value;
}
