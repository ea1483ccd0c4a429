import type { EnvironmentInput } from "../../configuration";
import type { LiveDomain } from "../live";
import { mapAccounts, remarkUnreadable } from "./accounts";
import { mapCatalog } from "./catalog";
import { mapDomain, remarkRefusedPeople } from "./domain";
import { DomainMapping } from "./domain-mapping";
import { GrantCollection } from "./grants";
import type { Remark } from "./outcome";
import { compact } from "./parts";
import { assignPools, mapPools } from "./pools";
import { assignProfiles, mapProfiles } from "./profiles";
import { mapGit } from "./git";
import { mapProjects } from "./projects";
import type { Refusals } from "./refusals";
import { mapSharing } from "./sharing";
import type { StageSplit } from "./stage-assignment";

export type { Remark } from "./outcome";
export type { StageSplit } from "./stage-assignment";
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
  /** Remarks on everything that is not adopted, or not as a whole. */
  readonly remarks: readonly Remark[];
}

/** Stage file of an adopted domain: its configuration, and its entries in `adopt`, which are ids by address. */
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
  const mapping = new DomainMapping(live, split, refusals, settings.namePrefix);
  remarkRefusedPeople(mapping);
  remarkUnreadable(mapping);
  assignPools(mapping);
  assignProfiles(mapping);
  const grants = new GrantCollection(mapping);
  grants.addDomainGrants();
  const accounts = new Map(mapping.stages.names.map((stage) => [stage, mapAccounts(mapping, stage, grants)]));
  // Before the projects, whose connections to repositories name the Git connections that are adopted.
  const git = mapGit(mapping);
  const projects = mapProjects(mapping);
  const catalog = mapCatalog(mapping);
  const governance = mapping.keys.accounts.find(live.accountId) ?? "";
  const common = compact({
    organization: compact({
      namePrefix: settings.namePrefix,
      partition: live.partition === "aws" ? undefined : (live.partition as "aws-cn" | "aws-us-gov"),
    }),
    access: compact({ deployRoleName: settings.deployRoleName, externalId: settings.externalId }),
    governanceAccount: governance,
  });
  const stages = mapping.stages.names.map((stage): AdoptedStage => {
    const owns = stage === split.owner;
    const environment = compact<EnvironmentInput>({
      ...common,
      accounts: accounts.get(stage) ?? {},
      domain: owns ? mapDomain(mapping, grants.mapped.domain) : { fromStage: split.owner },
      sharing: mapSharing(mapping, stage),
      pools: mapPools(mapping, stage),
      profiles: mapProfiles(mapping, stage),
      grants: { ...grants.mapped.stages.get(stage) },
      projects: projects.get(stage),
      git: owns ? git : undefined,
      catalog: owns ? catalog : undefined,
    });
    // An environment without accounts is one of a stage that joins and has none yet.
    return { name: stage, environment: { ...environment, accounts: environment.accounts ?? {} }, adopt: {} };
  });
  return {
    stages: stages.map((stage) => ({ ...stage, adopt: sorted(mapping.outcome.adoptedBy(stage.name)) })),
    remarks: mapping.outcome.remarks,
  };
}

function sorted(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
