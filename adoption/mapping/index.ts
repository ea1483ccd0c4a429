import type { EnvironmentInput } from "../../configuration";
import type { LiveDomain } from "../live";
import { mapAccounts, remarkUnreadable } from "./accounts";
import { Atlas, type Remark, type StageSplit } from "./atlas";
import { mapDomain } from "./domain";
import { GrantCollection } from "./grants";
import { compact } from "./parts";
import { assignPools, mapPools } from "./pools";
import { assignProfiles, mapProfiles } from "./profiles";
import { mapProjects } from "./projects";
import type { Refusals } from "./refusals";
import { mapSharing } from "./sharing";

export type { Remark, StageSplit } from "./atlas";
export { refusable, type RefusableKind, type Refusals } from "./refusals";

/** Settings of the files that nothing on AWS says. */
export interface FileSettings {
  readonly namePrefix?: string;
  readonly deployRoleName?: string;
  readonly externalId?: string;
}

/** Stage files that reproduce a domain. */
export interface AdoptedOrganization {
  readonly stages: readonly AdoptedStage[];
  /** What is not adopted, or not as a whole. */
  readonly remarks: readonly Remark[];
}

export interface AdoptedStage {
  readonly name: string;
  /** Without `adopt`. */
  readonly environment: EnvironmentInput;
  readonly adopt: Readonly<Record<string, string>>;
}

/**
 * Describes what is on AWS as the files of a configuration. Equal input gives equal output.
 *
 * @param refusals - what the rules of the configuration do not accept: it is left out, with the rule's reason
 */
export function mapOrganization(
  live: LiveDomain,
  split: StageSplit,
  settings: FileSettings,
  refusals?: Refusals,
): AdoptedOrganization {
  const atlas = new Atlas(live, split, refusals);
  remarkUnreadable(atlas);
  assignPools(atlas);
  assignProfiles(atlas);
  const grants = new GrantCollection(atlas);
  grants.addUnitGrants();
  const accounts = new Map(atlas.stages.map((stage) => [stage, mapAccounts(atlas, stage, grants)]));
  const projects = mapProjects(atlas);
  const governance = atlas.accounts.get(live.accountId) ?? "";
  const common = compact({
    organization: compact({
      namePrefix: settings.namePrefix,
      partition: live.partition === "aws" ? undefined : (live.partition as "aws-cn" | "aws-us-gov"),
    }),
    access: compact({ deployRoleName: settings.deployRoleName, externalId: settings.externalId }),
    governanceAccount: governance,
  });
  const stages = atlas.stages.map((stage): AdoptedStage => {
    const owns = stage === split.owner;
    const environment = compact<EnvironmentInput>({
      ...common,
      accounts: accounts.get(stage) ?? {},
      domain: owns ? mapDomain(atlas, grants.mapped.domain) : { fromStage: split.owner },
      sharing: mapSharing(atlas, stage),
      pools: mapPools(atlas, stage),
      profiles: mapProfiles(atlas, stage),
      grants: { ...grants.mapped.stages.get(stage) },
      projects: projects.get(stage),
    });
    // An environment without accounts is one of a stage that joins and has none yet.
    return { name: stage, environment: { ...environment, accounts: environment.accounts ?? {} }, adopt: {} };
  });
  return {
    stages: stages.map((stage) => ({ ...stage, adopt: sorted(atlas.adoptedBy(stage.name)) })),
    remarks: atlas.remarks,
  };
}

function sorted(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
