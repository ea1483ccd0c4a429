/**
 * What a stage file may adopt: `adopt: { "<address>": "<id>" }`.
 *
 * An address names an object as the stage's file does: its kind, then the keys that lead to it. Kinds of the
 * control-plane function are taken over by their read and write pair; the others by an `import` block.
 */
export interface AdoptableKind {
  /** The part of the address behind the kind, for people. */
  readonly keys: string;
  /** Form of the id, for people. */
  readonly id: string;
  readonly idPattern: RegExp;
  /** How it is taken over. */
  readonly by: "control-plane" | "import";
}

const DATAZONE_ID = /^[a-zA-Z0-9_-]{1,256}$/;
const PROFILE_ID = /^[A-Za-z0-9-]{1,60}$/;

const kind = (by: AdoptableKind["by"], keys: string, id: string, idPattern: RegExp): AdoptableKind => ({
  by,
  keys,
  id,
  idPattern,
});

/** Every kind that can be adopted. The domain itself has a property of its own, `domain.adoptDomainId`. */
export const ADOPTABLE_KINDS = {
  DomainUnit: kind("control-plane", "<unit>", "the id of a unit", DATAZONE_ID),
  DomainUnitOwner: kind(
    "control-plane",
    "<unit>/<owner>",
    "<unit id>|<profile id>",
    /^[a-z0-9_-]{1,256}\|[A-Za-z0-9-]{1,60}$/,
  ),
  UserProfile: kind("import", "<user>", "<user identifier>,<domain id>,IAM or SSO", /^[^,]+,dzd[-_][\w-]+,(IAM|SSO)$/),
  GroupProfile: kind("control-plane", "<group>", "the id of a group profile", PROFILE_ID),
  PolicyGrant: kind(
    "control-plane",
    "<grants or domain.grants>/<grant>",
    "the id of a grant, 10 letters, digits, + and /",
    /^[A-Za-z0-9+/]{10}$/,
  ),
  SharePrincipal: kind(
    "import",
    "<account>",
    "<ARN of the share>,<account id or ARN>",
    /^arn:aws[a-z-]*:ram:[^,]+,(\d{12}|arn:[^,]+)$/,
  ),
  BlueprintConfiguration: kind("control-plane", "<account>/<blueprint>", "the id of the blueprint", DATAZONE_ID),
  BlueprintGrant: kind(
    "control-plane",
    "<account>/<blueprint>/<unit>-<designation>",
    "the id of a grant, 10 letters, digits, + and /",
    /^[A-Za-z0-9+/]{10}$/,
  ),
  DataLakeAdministrators: kind(
    "control-plane",
    "<account>/<Region>",
    "<account id>|<Region>",
    /^\d{12}\|[a-z]{2}(-[a-z]+)+-\d$/,
  ),
  AccountPool: kind("control-plane", "<pool>", "the id of a pool", DATAZONE_ID),
  ProjectProfile: kind("control-plane", "<profile>", "the id of a profile", DATAZONE_ID),
  Project: kind("control-plane", "<project>", "the id of a project", DATAZONE_ID),
  ProjectMembership: kind(
    "control-plane",
    "<project>/<member>",
    "<project id>|<profile id>",
    /^[a-zA-Z0-9_-]{1,36}\|[A-Za-z0-9-]{1,60}$/,
  ),
} as const satisfies Record<string, AdoptableKind>;

/** Name of a kind that can be adopted. */
export type AdoptableKindName = keyof typeof ADOPTABLE_KINDS;

/** Address of an object in `adopt`. */
export function adoptionAddress(kindName: AdoptableKindName, ...keys: readonly string[]): string {
  return [kindName, ...keys].join("/");
}

/** The kind that an address begins with, where it is one. */
export function adoptableKindOf(address: string): AdoptableKindName | undefined {
  const [name = ""] = address.split("/", 1);
  return name in ADOPTABLE_KINDS ? (name as AdoptableKindName) : undefined;
}

/** Key of a blueprint's grant: the unit, and which members of its projects. */
export function blueprintGrantKey(unit: string, designation: string): string {
  return `${unit}-${designation.toLowerCase()}`;
}
