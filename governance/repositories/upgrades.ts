import { createHash } from "node:crypto";
import type { RepositoryReason } from "../../contracts/aiops/repository-record";
import type { Proposal } from "./host";
import type { Plan } from "./step";
import type { FoundRepository, Upgrade, UpgradeRequest, UpgradeView } from "./view";
import type { Marker, WantedRepository } from "./wanted";

/** Branch of upgrades: always the same, so that a second run finds what a first one began. */
export const UPGRADE_BRANCH = "smus/template-upgrade";

/** Last line of the commits that are ours, with a digest of what they change. */
const TRAILER = /^Smus-Upgrade: ([0-9a-f]{64})$/m;

/** Line of a merge request's description that says which seed it brings. */
const seedLine = (digest: string): string => `Seed: ${digest}`;

/** A repository whose marker is another one than the wanted. */
export interface Upgradable {
  readonly found: FoundRepository;
  readonly head: string;
  readonly marker: Marker;
  readonly plan: Upgrade;
  readonly view: UpgradeView;
}

/**
 * Steps towards a merge request that brings the wanted version. An open one is brought up to date rather than a second one opened; one that
 * people have closed is not opened again for the same version; a branch to which people have committed stays as it is.
 */
export function planUpgrade(there: Upgradable, wanted: WantedRepository): Plan {
  const { view, plan } = there;
  const { branch, requests } = view;
  const open = requests.find(({ state }) => state === "open");
  const held = branch === undefined ? undefined : TRAILER.exec(branch.message)?.[1];
  const print = upgradeDigest(plan);
  if (open === undefined && isDeclined(requests, wanted))
    return { steps: [], reasons: [], notes: [declinedNote(plan)] };
  if (branch !== undefined && held === undefined) {
    // A person's commit is on top. Where the request brings this very seed, it is simply open.
    const isThisSeed = open?.description.includes(seedLine(wanted.marker.digest)) === true;
    return only(isThisSeed ? openReason(open) : editedReason(wanted, open));
  }
  const isRight = held === print;
  if (open !== undefined && isRight) return only(openReason(open));
  return { steps: [{ do: "propose", proposal: proposalOf(there, wanted, open, isRight) }], reasons: [], notes: [] };
}

/** The merge request of an upgrade that people see, and what became of it. */
export function shownRequest(
  { plan, view }: Pick<Upgradable, "plan" | "view">,
  wanted: WantedRepository,
): { readonly address: string; readonly state: "open" | "declined"; readonly version: string } | undefined {
  const open = view.requests.find(({ state }) => state === "open");
  const shown = open ?? (isDeclined(view.requests, wanted) ? view.requests[0] : undefined);
  return shown && { address: shown.address, state: open === undefined ? "declined" : "open", version: plan.to };
}

/** Digest of what an upgrade changes. */
export function upgradeDigest({ writes, removes }: Upgrade): string {
  const written = [...writes].map(([path, { mode, text }]) => [path, mode, text]);
  return createHash("sha256")
    .update(JSON.stringify([written, removes]))
    .digest("hex");
}

function proposalOf(
  { head, marker, plan, view }: Upgradable,
  wanted: WantedRepository,
  request: UpgradeRequest | undefined,
  isRight: boolean,
): Proposal {
  const { template, version } = wanted.marker;
  const title =
    marker.version === version
      ? `Update what the platform says of ${wanted.useCase}`
      : `Update the template ${template} to version ${version}`;
  return {
    base: { branch: wanted.branch, head },
    branch: UPGRADE_BRANCH,
    ...(view.branch === undefined ? {} : { replaces: view.branch }),
    ...(request === undefined ? {} : { request }),
    isCommitted: isRight,
    message: `${title}\n\nSmus-Upgrade: ${upgradeDigest(plan)}`,
    title,
    description: `${plan.text}\n${seedLine(wanted.marker.digest)}\n`,
    upgrade: plan,
  };
}

const isDeclined = (requests: readonly UpgradeRequest[], { marker }: WantedRepository): boolean =>
  requests.at(0)?.state === "closed" && requests[0].description.includes(seedLine(marker.digest));

const only = (reason: RepositoryReason): Plan => ({ steps: [], reasons: [reason], notes: [] });

function openReason({ address }: UpgradeRequest): RepositoryReason {
  const fix = "review and merge it, or close it to stay on the version that is there";
  return { code: "upgrade-open", text: `A merge request brings the wanted version: ${address}`, fix, for: "team" };
}

function editedReason({ marker }: WantedRepository, open: UpgradeRequest | undefined): RepositoryReason {
  const text =
    open === undefined
      ? `Somebody has committed to the branch ${UPGRADE_BRANCH}, which holds back version ${marker.version}`
      : `Somebody has committed to the merge request of an earlier upgrade, which holds back version ${marker.version}: ${open.address}`;
  const fix = open === undefined ? "merge or delete the branch" : "merge or close it; the next upgrade comes then";
  return { code: "upgrade-edited", text, fix, for: "team" };
}

const declinedNote = ({ to }: Upgrade): string =>
  `The merge request for version ${to} was closed without being merged: the repository stays as it is until the next version.`;
