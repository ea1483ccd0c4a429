import type { AccessFactsInput } from "../../governance/access-rules";
import type { BlueprintName } from "../../contracts/service/blueprints";
import type { EnvironmentInput } from "../model";

export { BLUEPRINT_NAMES, type BlueprintName } from "../../contracts/service/blueprints";
export { TEMPLATE_NAMES, TEMPLATES, type TemplateName } from "../templates";

/** Settings of one enabled blueprint. */
export type BlueprintInput = NonNullable<
  NonNullable<EnvironmentInput["accounts"][string]["blueprints"]>[BlueprintName]
>;

/** Parts of a stage file that fragments usually hold, by name. */
export interface Fragments {
  readonly environment: EnvironmentInput;
  readonly organization: NonNullable<EnvironmentInput["organization"]>;
  readonly access: NonNullable<EnvironmentInput["access"]>;
  readonly state: NonNullable<EnvironmentInput["state"]>;
  readonly promotion: NonNullable<EnvironmentInput["promotion"]>;
  readonly account: EnvironmentInput["accounts"][string];
  readonly accounts: EnvironmentInput["accounts"];
  readonly blueprints: NonNullable<EnvironmentInput["accounts"][string]["blueprints"]>;
  readonly regions: NonNullable<EnvironmentInput["accounts"][string]["regions"]>;
  readonly domain: EnvironmentInput["domain"];
  readonly sharing: NonNullable<EnvironmentInput["sharing"]>;
  readonly pools: NonNullable<EnvironmentInput["pools"]>;
  readonly profile: NonNullable<EnvironmentInput["profiles"]>[string];
  readonly profiles: NonNullable<EnvironmentInput["profiles"]>;
  readonly grant: NonNullable<EnvironmentInput["grants"]>[string];
  readonly grants: NonNullable<EnvironmentInput["grants"]>;
  readonly project: NonNullable<EnvironmentInput["projects"]>[string];
  readonly projects: NonNullable<EnvironmentInput["projects"]>;
  readonly git: NonNullable<EnvironmentInput["git"]>;
  readonly catalog: NonNullable<EnvironmentInput["catalog"]>;
  readonly application: NonNullable<EnvironmentInput["application"]>;
  readonly dataAccess: NonNullable<EnvironmentInput["application"]>["dataAccess"];
  readonly accessFacts: AccessFactsInput;
  readonly accessRules: NonNullable<NonNullable<EnvironmentInput["application"]>["dataAccess"]["rules"]>;
  readonly aiops: NonNullable<EnvironmentInput["aiops"]>;
  readonly useCase: NonNullable<EnvironmentInput["useCases"]>[string];
  readonly useCases: NonNullable<EnvironmentInput["useCases"]>;
  readonly adopt: NonNullable<EnvironmentInput["adopt"]>;
}

/**
 * Describes a stage: the default export of a stage file.
 *
 * Returns what it is given; it exists for completion in editors and for checks by the compiler.
 *
 * @example
 * export default defineEnvironment({
 *   governanceAccount: "governance",
 *   accounts: { governance: { id: "111111111111" } },
 *   domain: { name: "acme", region: "us-east-1" },
 * });
 */
export function defineEnvironment(environment: EnvironmentInput): EnvironmentInput {
  return environment;
}

type KeysOfAny<T> = T extends unknown ? keyof T : never;
type MemberOfAny<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/**
 * A part with the keys that the stage file has there, and no others: a type parameter that extends a type may have more, and
 * a misspelt key would compile.
 */
export type OnlyKnownKeys<F, T> = F extends string | number | boolean | undefined
  ? F
  : F extends readonly (infer E)[]
    ? readonly OnlyKnownKeys<E, MemberOfAny<T, number>>[]
    : { readonly [K in keyof F]: K extends KeysOfAny<T> ? OnlyKnownKeys<F[K], MemberOfAny<T, K>> : never };

/**
 * Types a part of a stage file that several stages share.
 *
 * @param _kind - which part it is, for example `"profiles"`
 * @example
 * export const finance = defineFragment("account", { id: "222222222222", businessUnit: "finance" });
 */
export function defineFragment<K extends keyof Fragments, const F extends Fragments[K]>(
  _kind: K,
  fragment: F & OnlyKnownKeys<F, Fragments[K]>,
): F {
  return fragment;
}

/**
 * Enables blueprints with default settings.
 *
 * @example
 * blueprints("Tooling", "DataLake") // { Tooling: {}, DataLake: {} }
 */
export function blueprints<const N extends BlueprintName>(...names: readonly N[]): Record<N, BlueprintInput> {
  return Object.fromEntries(names.map((name) => [name, {}])) as Record<N, BlueprintInput>;
}
