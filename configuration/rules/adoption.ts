import {
  ADOPTABLE_KINDS,
  adoptableKindOf,
  adoptionAddress,
  blueprintGrantKey,
  type AdoptableKindName,
} from "../../contracts/adoption";
import { AWS_OWNED, keyChoice } from "../../contracts/encryption-key";
import type { Environment } from "../model";
import { nearest, show, type Path } from "../problems";
import { adoptAddress } from "../schema/adoption";
import type { Finding } from "./finding";
import type { DomainView, StageView } from "./view";

const at = (address: string): Path => ["adopt", address];

/** Every adopted object is one that the stage's file describes. */
export function adoptedObjectsExist(stage: StageView): Finding[] {
  if (Object.keys(stage.environment.adopt).length === 0) return [];
  const known = new Set(adoptableAddresses(stage));
  return Object.keys(stage.environment.adopt).flatMap((address): Finding[] => {
    // Of another form than an address: a problem of the file's form already.
    if (known.has(address) || !adoptAddress.safeParse(address).success) return [];
    const kind = adoptableKindOf(address);
    const finding = { code: "ADOPT_UNKNOWN", path: at(address), got: show(address) } as const;
    if (kind === undefined) {
      const fix = address.startsWith("Domain/") ? "write domain.adoptDomainId for the domain itself" : undefined;
      return [{ ...finding, allowed: `a kind of ${Object.keys(ADOPTABLE_KINDS).join(", ")}`, fix }];
    }
    const same = [...known].filter((candidate) => candidate.startsWith(`${kind}/`));
    const hint = nearest(address, same);
    const allowed = `${kind}/${ADOPTABLE_KINDS[kind].keys}, as this stage's file has it`;
    const fix =
      hint === undefined ? "describe the object in this file, or remove the entry" : `did you mean "${hint}"?`;
    return [{ ...finding, allowed, fix, ...homesOf(kind, address) }];
  });
}

/** A domain that is adopted keeps its key, so none is created for it. */
export function adoptedDomainsKeepTheirKey({ environment: { domain } }: StageView): Finding[] {
  if (!("adoptDomainId" in domain) || domain.adoptDomainId === undefined) return [];
  if (keyChoice(domain.kmsKeyArn).type !== "created") return [];
  return [
    {
      code: "ADOPT_KEY",
      path: ["domain", "kmsKeyArn"],
      got: "nothing, so a key would be created",
      allowed: `the ARN of the key that domain ${show(domain.adoptDomainId)} has, or ${show(AWS_OWNED)}`,
      reads: [{ path: ["domain", "adoptDomainId"] }],
    },
  ];
}

/** Ids have the form of their kind. */
export function adoptedIdsFit({ environment }: StageView): Finding[] {
  return Object.entries(environment.adopt).flatMap(([address, id]): Finding[] => {
    const kind = adoptableKindOf(address);
    if (kind === undefined || ADOPTABLE_KINDS[kind].idPattern.test(id)) return [];
    return [{ code: "ADOPT_ID", path: at(address), got: show(id), allowed: ADOPTABLE_KINDS[kind].id }];
  });
}

/** An object is adopted by one entry of one stage: two would fight over it. */
export function objectsAreAdoptedOnce(domain: DomainView): Finding[] {
  const seen = new Map<string, { stage: StageView; path: Path }>();
  return domain.flatMap((stage) =>
    Object.entries(stage.environment.adopt).flatMap(([address, id]): Finding[] => {
      const identity = identityOf(stage, address, id);
      const first = seen.get(identity);
      if (first === undefined) {
        seen.set(identity, { stage, path: at(address) });
        return [];
      }
      const got = `${show(id)}, which ${String(first.path[1])} of stage ${show(first.stage.name)} adopts, too`;
      return [{ code: "ADOPT_DUPLICATE", stage, path: at(address), got, allowed: "an id once", reads: [first] }];
    }),
  );
}

/** Configurations of a blueprint have the blueprint's id in every account, so the account tells them apart. */
function identityOf(stage: StageView, address: string, id: string): string {
  const [kind, account] = address.split("/");
  const place = kind === "BlueprintConfiguration" ? stage.environment.accounts[account]?.id : undefined;
  return [kind.endsWith("Grant") ? "Grant" : kind, place, id].join(" ");
}

/** Where the object of an address is described: what cannot be read there is no reason to miss it. */
function homesOf(kind: AdoptableKindName, address: string): Pick<Finding, "among" | "reads"> {
  const [, first = "", second = ""] = address.split("/");
  const among = (...paths: Path[]): Pick<Finding, "among"> => ({ among: paths.map((path) => ({ path })) });
  const account = ["accounts", first];
  switch (kind) {
    case "DomainUnit":
      return among(["domain"], ["domain", "units"]);
    case "DomainUnitOwner":
      return among(
        ["domain"],
        ["domain", "rootOwners"],
        ["domain", "units"],
        ["domain", "units", first],
        ["domain", "units", first, "owners"],
      );
    case "UserProfile":
      return among(["domain"], ["domain", "users"]);
    case "GroupProfile":
      return among(["domain"], ["domain", "groups"]);
    case "PolicyGrant":
      return first === "grants" ? among(["grants"]) : among(["domain"], ["domain", "grants"]);
    case "SharePrincipal":
      return { ...among(["accounts"]), reads: [{ path: ["governanceAccount"] }, { path: ["domain"] }] };
    case "BlueprintConfiguration":
      return among(["domain"], ["governanceAccount"], ["accounts"], account, [...account, "blueprints"]);
    case "BlueprintGrant":
      return {
        ...among(["domain"], ["governanceAccount"], ["accounts"], account, [...account, "blueprints"]),
        reads: [{ path: [...account, "blueprints", second] }],
      };
    case "DataLakeAdministrators":
      return {
        ...among(["domain"], ["governanceAccount"], ["accounts"], account),
        reads: [{ path: [...account, "regions"] }, { path: ["domain", "region"] }],
      };
    case "AccountPool":
      return among(["pools"]);
    case "ProjectProfile":
      return among(["profiles"]);
    default:
      return among(["projects"], ["projects", first], ["projects", first, "members"]);
  }
}

/** Everything in a stage's file that can be adopted. */
function adoptableAddresses(stage: StageView): string[] {
  const { environment } = stage;
  const keys = (kind: AdoptableKindName, entries: object): string[] =>
    Object.keys(entries).map((key) => adoptionAddress(kind, key));
  return [
    ...domainAddresses(stage),
    ...Object.keys(environment.grants).map((key) => adoptionAddress("PolicyGrant", "grants", key)),
    ...[...stage.accounts].flatMap((key) => accountAddresses(stage, key)),
    ...keys("AccountPool", environment.pools),
    ...keys("ProjectProfile", environment.profiles),
    ...keys("Project", environment.projects),
    ...Object.entries(environment.projects).flatMap(([project, { members }]) =>
      Object.keys(members).map((member) => adoptionAddress("ProjectMembership", project, member)),
    ),
  ];
}

function domainAddresses({ ownsDomain, domain }: StageView): string[] {
  if (!ownsDomain || domain === undefined) return [];
  const owners = [
    ["root", domain.rootOwners] as const,
    ...Object.entries(domain.units).map(([key, { owners }]) => [key, owners] as const),
  ];
  return [
    ...Object.keys(domain.units).map((key) => adoptionAddress("DomainUnit", key)),
    ...owners.flatMap(([unit, entries]) =>
      Object.keys(entries).map((owner) => adoptionAddress("DomainUnitOwner", unit, owner)),
    ),
    ...Object.keys(domain.users).map((key) => adoptionAddress("UserProfile", key)),
    ...Object.keys(domain.groups).map((key) => adoptionAddress("GroupProfile", key)),
    ...Object.keys(domain.grants).map((key) => adoptionAddress("PolicyGrant", "domain.grants", key)),
  ];
}

function accountAddresses({ environment, regions }: StageView, key: string): string[] {
  const account: Environment["accounts"][string] = environment.accounts[key];
  return [
    adoptionAddress("SharePrincipal", key),
    ...Object.entries(account.blueprints).flatMap(([name, { grantTo }]) => [
      adoptionAddress("BlueprintConfiguration", key, name),
      ...grantTo.map((grant) =>
        adoptionAddress("BlueprintGrant", key, name, blueprintGrantKey(grant.unit, grant.designation)),
      ),
    ]),
    ...Object.keys(regions[key]).map((region) => adoptionAddress("DataLakeAdministrators", key, region)),
  ];
}
