import {
  type EnvironmentConfiguration,
  GetProjectProfileCommand,
  ListPolicyGrantsCommand,
  ListProjectProfilesCommand,
  type ManagedPolicyType,
  type PolicyGrantMember,
  type TargetEntityType,
} from "@aws-sdk/client-datazone";
import { allPages } from "../aws/pages";
import type { Stage } from "../configuration/model";
import type { SeenAccount } from "./landscape";
import type { LiveDomain } from "./live-domain";

/** A profile that is live. */
export interface LiveProfile {
  /** Key in the configuration. @default - the stage has no such profile */
  readonly key?: string;
  readonly id: string;
  readonly name: string;
  readonly configurations: readonly EnvironmentConfiguration[];
}

/**
 * Profiles that the domain has: those of the stage, found by their names, and for the stage that owns the domain all others as
 * well, since nobody else may look at them.
 */
export async function liveProfiles(
  stage: Stage,
  { reads }: SeenAccount,
  { id: domainIdentifier }: LiveDomain,
): Promise<LiveProfile[]> {
  const datazone = reads.datazone(stage.domain.region);
  const listed = await allPages(
    (nextToken) => datazone.send(new ListProjectProfilesCommand({ domainIdentifier, nextToken })),
    (page) => page.items,
  );
  const keys = new Map(Object.entries(stage.profiles).map(([key, { name }]) => [name, key]));
  const present = listed
    .map(({ name = "", id = "" }) => ({ name, id, key: keys.get(name) }))
    .filter(({ key }) => key !== undefined || stage.ownsDomain);
  return Promise.all(
    present.map(async (profile) => {
      const command = new GetProjectProfileCommand({ domainIdentifier, identifier: profile.id });
      const { environmentConfigurations = [] } = await datazone.send(command);
      return { ...profile, configurations: environmentConfigurations };
    }),
  );
}

/** Grants of a policy on an entity. */
export async function grantsOn(
  { reads }: SeenAccount,
  region: string,
  { id: domainIdentifier }: LiveDomain,
  [entityType, entityIdentifier, policyType]: readonly [TargetEntityType, string, ManagedPolicyType],
): Promise<PolicyGrantMember[]> {
  return allPages(
    (nextToken) =>
      reads
        .datazone(region)
        .send(new ListPolicyGrantsCommand({ domainIdentifier, entityType, entityIdentifier, policyType, nextToken })),
    (page) => page.grantList,
  );
}
