import type { StackAddress } from "../../contracts/layers";
import {
  accountId,
  domainId,
  itemId,
  poolId,
  principalId,
  profileId,
  projectId,
  shareId,
  stageId,
  unitId,
} from "../model";
import type { ItemKind } from "../model";

/** Item that a resource belongs to. */
export interface Subject {
  readonly kind: ItemKind;
  readonly id: string;
  /** Name where the configuration no longer has the item. */
  readonly key: string;
  /** The resource is the thing itself, so that its replacement is the thing's; the others are parts of it. */
  readonly main: boolean;
  /** Account whose line of the share this is. */
  readonly shareLine?: string;
  /** Further items that the resource is a part of. */
  readonly also: readonly string[];
}

/** A stack of a stage. */
export interface PlannedStack extends StackAddress {
  readonly stage: string;
}

/**
 * Finds what a resource belongs to by its address.
 *
 * By name, not through the synthesized files: what a plan destroys is no longer in them. A name is the construct path
 * divided by `_`, then a hash; keys hold no `_`. A test holds this against the address baselines of all stacks.
 */
export function subjectOf(stack: PlannedStack, address: string): Subject {
  const dot = address.indexOf(".");
  const type = address.slice(0, dot);
  const path = address
    .slice(dot + 1)
    .replace(/\[.*\]$/, "")
    .replace(/_[0-9A-F]{8}$/, "")
    .split("_");
  // The companion of a control-plane object: it holds what the object's replacement depends on.
  const companion = type === "terraform_data";
  return (BY_LAYER[stack.layer] ?? ofStage)(stack, path, !companion);
}

type Finder = (stack: PlannedStack, path: readonly string[], own: boolean) => Subject;

const ofAccount: Finder = ({ stage, account, layer }, path) =>
  // The guard comes and goes with the account's stack; the bucket of its states is there earlier.
  subject("account", accountId(stage, account), account, layer === "foundation" && path[0] === "StageGuard");

const ofDomain: Finder = ({ stage }, path, own) => {
  const [head, key = "", third = ""] = path;
  const owner = /^Owner-(.+)$/.exec(head);
  if (head === "Unit") return subject("unit", unitId(stage, key), key, own && path.length === 2);
  if (head === "Member" && third !== "") {
    const type = key === "User" ? "user" : "group";
    return subject("principal", principalId(stage, type, third), third, own && path.length === 3);
  }
  if (head === "Grant" && key !== "") return access(stage, `domain-grants/${key}`, key, own);
  if (owner !== null && key !== "") return access(stage, `owners/${owner[1]}/${key}`, key, own);
  if (owner !== null) return subject("unit", unitId(stage, owner[1]), owner[1], false);
  return subject("domain", domainId(stage), "domain", own && head === "Domain");
};

/** Hosts and connections of Git providers are parts of the domain. */
const ofGit: Finder = ({ stage }) => subject("domain", domainId(stage), "domain", false);

const ofSharing: Finder = ({ stage }, path) => {
  const share = subject("share", shareId(stage), "share", path.length === 1 && path[0] === "Share");
  if (path[0] !== "Share" || path[1] !== "Principals" || path[2] === undefined) return share;
  return { ...share, shareLine: accountId(stage, path[2]) };
};

const ofAssociation: Finder = (stack, path, own) => {
  const { stage, account } = stack;
  const [head, key = "", third = ""] = path;
  const whole = ofAccount(stack, path, own);
  if (head === "Grant" && key !== "") return access(stage, `grants/${key}`, key, own, [whole.id]);
  if (head === "DomainGrant" && key !== "") return access(stage, `domain-grants/${key}`, key, own, [whole.id]);
  if (head !== "Blueprint" || !third.startsWith("Grant-")) return whole;
  return { ...whole, also: [itemId("access", stage, `blueprints/${account}/${third.slice("Grant-".length)}`)] };
};

const ofProfiles: Finder = ({ stage }, path, own) => {
  const [head, key = ""] = path;
  const handler = /^Handler-(.+)$/.exec(head);
  if (handler !== null) return subject("pool", poolId(stage, handler[1]), handler[1], false);
  if (head === "Pool" && key !== "") return subject("pool", poolId(stage, key), key, own && path.length === 2);
  if (head === "Profile" && key !== "") return subject("profile", profileId(stage, key), key, own && path.length === 2);
  if (head === "Grant" && key !== "") return access(stage, `grants/${key}`, key, own);
  return subject("stage", stageId(stage), stage, false);
};

const ofProjects: Finder = ({ stage }, path, own) => {
  const [key] = path;
  // Keys begin in lower case, our own constructs in upper case.
  if (/^[a-z]/.test(key)) return subject("project", projectId(stage, key), key, own && path.length === 1);
  return subject("stage", stageId(stage), stage, false);
};

/** Stage as the subject of what belongs to no single item. */
const ofStage: Finder = ({ stage }) => subject("stage", stageId(stage), stage, false);

/** Layers that hold nothing but the stage's own machinery are not listed. */
const BY_LAYER: Readonly<Record<string, Finder | undefined>> = {
  state: ofAccount,
  foundation: ofAccount,
  association: ofAssociation,
  git: ofGit,
  domain: ofDomain,
  sharing: ofSharing,
  profiles: ofProfiles,
  projects: ofProjects,
};

function subject(kind: ItemKind, id: string, key: string, main: boolean): Subject {
  return { kind, id, key, main, also: [] };
}

function access(stage: string, path: string, key: string, main: boolean, also: readonly string[] = []): Subject {
  return { ...subject("access", itemId("access", stage, path), key, main), also };
}
