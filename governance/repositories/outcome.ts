import type { RepositoryReason, RepositoryRecord } from "../../contracts/aiops/repository-record";
import { carryOut } from "./carry-out";
import { rolesOf, toldOf } from "./guarding";
import { type CodeHost, HostBusy, HostRefusal } from "./host";
import { look } from "./look";
import { planSteps } from "./plan";
import type { RepositoryKey, RepositoryPorts } from "./ports";
import { type Plan, type Step, stepKey } from "./step";
import { shownRequest } from "./upgrades";
import type { Refused, RepositoryView } from "./view";
import type { WantedRepository } from "./wanted";

/** Rounds of look and work in one run: a first seeding takes five. */
const ROUNDS = 10;
const MINUTE = 60_000;
/** Minutes after which what passes within minutes is looked at again; everything else is the sweep's. */
const PATIENCE: Readonly<Partial<Record<RepositoryReason["code"], number>>> = {
  "project-deploying": 2,
  "not-yet-seen": 1,
};

/** Facts that were seen of a repository. */
export type Seen = { readonly [M in "address" | "seeded" | "mergeRequest"]?: RepositoryRecord[M] | undefined } & {
  readonly environments?: readonly string[] | undefined;
};

/** Result of a run. */
export interface Outcome {
  readonly reasons: readonly RepositoryReason[];
  readonly notes: readonly string[];
  /** Absent where the host was not looked at. */
  readonly seen?: Seen;
  readonly nextLook?: string;
}

/** Works at a repository until nothing can be done any more, and says what it came to. Refusals of the host are reasons. */
export async function outcomeOf(key: RepositoryKey, ports: RepositoryPorts): Promise<Outcome> {
  let seen: Seen | undefined;
  try {
    const wish = await ports.wish(key);
    if ("reasons" in wish) return timed({ reasons: wish.reasons, notes: [] }, ports);
    const worked = await work(ports.host(key), wish.wanted, ports, (view) => {
      seen = seenIn(view, wish.wanted);
    });
    const notes = [...wish.notes, ...worked.notes];
    return timed({ ...worked, notes, ...(seen === undefined ? {} : { seen }) }, ports);
  } catch (error) {
    const known = seen === undefined ? {} : { seen };
    if (error instanceof HostRefusal) return timed({ reasons: [error.reason], notes: [], ...known }, ports);
    if (!(error instanceof HostBusy)) throw error;
    return { reasons: [busy(error)], notes: [], ...known, nextLook: error.until };
  }
}

type Worked = Pick<Outcome, "reasons" | "notes">;

async function work(
  host: CodeHost,
  wanted: WantedRepository,
  ports: RepositoryPorts,
  see: (view: RepositoryView) => void,
): Promise<Worked> {
  const done = new Map<string, readonly Refused[]>();
  for (let round = 0; round < ROUNDS; round++) {
    const view = await look(host, wanted, ports.seeds);
    see(view);
    const plan = planSteps(view, wanted);
    const next = plan.steps.filter((step) => !done.has(stepKey(step)));
    if (next.length === 0) return workedOf(plan, done);
    for (const step of next) done.set(stepKey(step), await carryOut(step, host, view, wanted));
  }
  return { reasons: [notYetSeen("the last steps")], notes: [] };
}

/** Reasons that are left when all that can be done was done: refusals, and what the host does not show yet. */
function workedOf({ steps, reasons, notes }: Plan, done: ReadonlyMap<string, readonly Refused[]>): Worked {
  const told = steps.map((step) => leftOf(step, done.get(stepKey(step)) ?? []));
  return {
    reasons: distinct([...reasons, ...told.flatMap((one) => one.reasons)]),
    notes: [...new Set([...notes, ...told.flatMap((one) => one.notes)])],
  };
}

function leftOf(step: Step, refused: readonly Refused[]): Pick<Plan, "reasons" | "notes"> {
  if (refused.length > 0) return toldOf(refused, step.do === "guard" ? step.environment : undefined);
  return { reasons: [notYetSeen(stepKey(step))], notes: [] };
}

function distinct(reasons: readonly RepositoryReason[]): RepositoryReason[] {
  return reasons.filter((reason, index) => index === reasons.findIndex(({ text }) => text === reason.text));
}

function seenIn(view: RepositoryView, wanted: WantedRepository): Seen {
  if (view.is === "missing") return {};
  const { address } = view.found;
  if (view.is === "there") return { address };
  const { marker, head, upgrade, guards } = view;
  return {
    address,
    ...(marker === undefined ? {} : { seeded: seededOf(marker, head) }),
    ...(upgrade === undefined ? {} : { mergeRequest: shownRequest(upgrade, wanted) }),
    environments: rolesOf(guards, wanted),
  };
}

const seededOf = (
  { template, version, digest }: Omit<NonNullable<RepositoryRecord["seeded"]>, "commit">,
  commit: string,
) => ({ template, version, digest, commit });

/** Outcome with the time of the next look, where a reason says it. */
function timed(outcome: Outcome, { clock }: RepositoryPorts): Outcome {
  const minutes = outcome.reasons.flatMap(({ code }) => PATIENCE[code] ?? []);
  if (minutes.length === 0) return outcome;
  return { ...outcome, nextLook: new Date(Date.parse(clock()) + Math.min(...minutes) * MINUTE).toISOString() };
}

function notYetSeen(what: string): RepositoryReason {
  const text = `The host took what was told (${what}), and does not show it yet`;
  return { code: "not-yet-seen", text, fix: "nothing: it is looked at again", for: "time" };
}

function busy({ message, until }: HostBusy): RepositoryReason {
  return { code: "host-busy", text: message, fix: `nothing: it goes on after ${until}`, for: "time" };
}
