import {
  identitySettings,
  membershipOf,
  partsIn,
  personOf,
  type Caller,
  type Part,
  type ProjectMember,
} from "../../governance/people";
import type { AccessRecord } from "../../governance/access";
import { RULES } from "./rules";

/** Issuer that the fake API believes. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly claims: { readonly groups: string; readonly userName: string };
}

/** People by the names in their tokens, with their profiles in the domain. */
const PROFILES: Readonly<Record<string, { readonly id: string; readonly name: string }>> = {
  "frida.lindgren": { id: "profile-frida", name: "Frida Lindgren" },
  "marco.bianchi": { id: "profile-marco", name: "Marco Bianchi" },
  "stella.okafor": { id: "profile-stella", name: "Stella Okafor" },
  "audrey.chen": { id: "profile-audrey", name: "Audrey Chen" },
  "noor.haddad": { id: "profile-noor", name: "Noor Haddad" },
};

/** Groups of people, by the names in their tokens. */
const GROUPS: Readonly<Record<string, { readonly id: string; readonly name: string }>> = {
  "marketing-engineers": { id: "group-marketing-engineers", name: "marketing-engineers" },
  // A group of IAM: the domain has no other name of it than the role's.
  "data-office": { id: "group-data-office", name: "arn:aws:iam::111111111111:role/people/data-office" },
};

/** Somebody whom the domain knows. */
export interface FakeProfile {
  readonly id: string;
  readonly name: string;
  readonly type: "user" | "group";
}

const byKey = (
  type: FakeProfile["type"],
  profiles: Readonly<Record<string, { readonly id: string; readonly name: string }>>,
  key: string,
): FakeProfile | undefined => {
  const found = Object.hasOwn(profiles, key) ? profiles[key] : Object.values(profiles).find(({ id }) => id === key);
  return found && { ...found, type };
};

/** User by user name or id, as the service finds it. */
export const userOf = (key: string): FakeProfile | undefined => byKey("user", PROFILES, key);
/** Group by name or id, as the service finds it. */
export const groupOf = (key: string): FakeProfile | undefined => byKey("group", GROUPS, key);

/** Project as the fake API has it. */
export interface FakeProject {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly members: readonly ProjectMember[];
}

/** Projects of the organization. */
export const PROJECTS: readonly FakeProject[] = [
  {
    id: "prj-finance",
    name: "Finance reporting",
    unit: "finance-reporting",
    members: [{ id: "profile-frida", designation: "PROJECT_OWNER" }],
  },
  {
    id: "prj-marketing",
    name: "Marketing campaigns",
    unit: "marketing",
    members: [
      { id: "profile-marco", designation: "PROJECT_CONTRIBUTOR" },
      { id: "profile-noor", designation: "PROJECT_OWNER" },
    ],
  },
];

/** Name of a profile; nothing where there is none. */
export const nameOf = (id: string): string | undefined => Object.values(PROFILES).find((one) => one.id === id)?.name;

/** Project by its id. */
export const projectOf = (id: string): FakeProject | undefined => PROJECTS.find((one) => one.id === id);

/** Caller that proved claims speak for; nothing where the API would not let them in. */
export function callerOf(claims: Readonly<Record<string, unknown>>, issuer: TrustedIssuer): Caller | undefined {
  const settings = identitySettings.parse({
    issuer: issuer.issuer,
    audiences: [issuer.audience],
    claims: issuer.claims,
    groups: {
      "finance-stewards": { stewards: ["finance"] },
      "finance-leads": { leads: ["finance", "finance-reporting"] },
      auditors: { auditor: true },
    },
  });
  const person = personOf(claims, settings, new Date().toISOString());
  if ("refused" in person) return undefined;
  const profileId = PROFILES[person.name ?? ""]?.id;
  return profileId === undefined ? person : { ...person, profileId };
}

/** Parts of a caller in a request. */
export function partsOf(caller: Caller, { asked }: AccessRecord): Part[] {
  const membership = (id = "") => membershipOf(caller, projectOf(id)?.members ?? []);
  const involved = {
    requester: asked?.requester ?? "",
    consumer: membership(asked?.consumerProjectId),
    producer: membership(asked?.producerProjectId),
    producerUnit: projectOf(asked?.producerProjectId ?? "")?.unit,
  };
  return partsIn(caller, involved, RULES.unitParents);
}
