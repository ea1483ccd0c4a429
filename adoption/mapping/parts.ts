import type { EnvironmentInput } from "../../configuration";

// Parts of a stage file, as files write them: before defaults.

/** Domain in the file of the stage that owns it. */
export type DomainInput = Extract<EnvironmentInput["domain"], { name: string }>;
/** Account of a stage, under `accounts`. */
export type AccountInput = EnvironmentInput["accounts"][string];
/** Settings of an account in one Region. */
export type RegionInput = NonNullable<AccountInput["regions"]>[string];
/** Blueprints that an account enables, by name. */
export type BlueprintsInput = NonNullable<AccountInput["blueprints"]>;
/** Settings of one blueprint in an account. */
export type BlueprintInput = NonNullable<BlueprintsInput[keyof BlueprintsInput]>;
/** Policy grant, under `grants`. */
export type GrantInput = NonNullable<EnvironmentInput["grants"]>[string];
/** Principal that a policy is granted to. */
export type PrincipalInput = GrantInput["principal"];
/** Account pool, under `pools`. */
export type PoolInput = NonNullable<EnvironmentInput["pools"]>[string];
/** Project profile, under `profiles`. */
export type ProfileInput = NonNullable<EnvironmentInput["profiles"]>[string];
/** Environment configuration of a profile. */
export type ConfigurationInput = NonNullable<ProfileInput["configurations"]>[string];
/** Place in which the environments of a profile are deployed. */
export type TargetInput = ProfileInput["target"];
/** Project, under `projects`. */
export type ProjectInput = NonNullable<EnvironmentInput["projects"]>[string];
/** Connection of a project, under its `connections`. */
export type ConnectionInput = NonNullable<ProjectInput["connections"]>[string];
/** Data source of a project, under its `dataSources`. */
export type DataSourceInput = NonNullable<ProjectInput["dataSources"]>[string];
/** Vocabulary, under `catalog`. */
export type CatalogInput = NonNullable<EnvironmentInput["catalog"]>;
/** Hosts and connections of Git providers, under `git`. */
export type GitInput = NonNullable<EnvironmentInput["git"]>;
/** Settings of the share that names a stage's accounts. */
export type SharingInput = NonNullable<EnvironmentInput["sharing"]>;

/** An object without the members that say nothing: a file of what is there reads better than one of defaults. */
export function compact<T extends object>(value: T): T {
  const entries = Object.entries(value).filter(
    ([, member]) => member !== undefined && !(isEmptyObject(member) || (Array.isArray(member) && member.length === 0)),
  );
  return Object.fromEntries(entries) as T;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** A text, or nothing where it is empty. */
export const textOf = (value: string | undefined): string | undefined => (value === "" ? undefined : value);
