import type { AdoptableKindName } from "../../contracts/adoption";

/** Kind of thing that can be left out because the rules of the configuration do not accept it. */
export type RefusableKind =
  | Extract<
      AdoptableKindName,
      | "AccountPool"
      | "BlueprintConfiguration"
      | "Connection"
      | "DataSource"
      | "GitConnection"
      | "GitHost"
      | "GroupProfile"
      | "PolicyGrant"
      | "Project"
      | "ProjectProfile"
      | "UserProfile"
    >
  | "Account"
  /** Settings that an account offers in a Region, as found in its blueprints. */
  | "Furnishing";

/** Reasons by {@link refusable}. */
export type Refusals = ReadonlyMap<string, string>;

/** An object by its kind and its id: that of `adopt`; of an account its own; `<account id>/<Region or blueprint>`. */
export function refusable(kind: RefusableKind, id: string): string {
  return `${kind} ${id}`;
}
