import type { EnvironmentInput } from "../../configuration";

/** Parts of a stage file, as files write them. */
export type DomainInput = Extract<EnvironmentInput["domain"], { name: string }>;
export type AccountInput = EnvironmentInput["accounts"][string];
export type RegionInput = NonNullable<AccountInput["regions"]>[string];
export type BlueprintsInput = NonNullable<AccountInput["blueprints"]>;
export type BlueprintInput = NonNullable<BlueprintsInput[keyof BlueprintsInput]>;
export type GrantInput = NonNullable<EnvironmentInput["grants"]>[string];
export type PrincipalInput = GrantInput["principal"];
export type PoolInput = NonNullable<EnvironmentInput["pools"]>[string];
export type ProfileInput = NonNullable<EnvironmentInput["profiles"]>[string];
export type ConfigurationInput = NonNullable<ProfileInput["configurations"]>[string];
export type TargetInput = ProfileInput["target"];
export type ProjectInput = NonNullable<EnvironmentInput["projects"]>[string];
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
