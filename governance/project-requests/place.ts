import { chooseAccount, type OfferedAccount } from "../projects/choose-account";
import { accountSubject, askingSubjects, claimUntil, placeSubjects, wishSubjects } from "./claims";
import { failedWith } from "./plan-creation";
import type { Claim, Claimed, ProjectPorts } from "./ports";
import { CHOOSE, type ProjectRecord } from "./record";
import type { ProjectSettings } from "./settings";

/**
 * Chooses the account of a request, and stores the choice before its room is claimed: so a claim is never forgotten.
 *
 * An account in which the request has failed is not chosen again.
 */
export async function chooseFor(
  record: ProjectRecord,
  ports: ProjectPorts,
  settings: ProjectSettings,
): Promise<boolean> {
  const { requestId, wish, failures } = record;
  const { configurations = [], offered } = await ports.service.facts(wish, requestId);
  const pooled = configurations.filter(({ poolIds }) => poolIds.length > 0);
  if (pooled.length === 0) {
    await ports.store.save({ ...record, placement: { resolved: [], revision: 0, claimed: true } });
    return true;
  }
  const avoided = failures.flatMap(({ accountId }) => accountId ?? []);
  const candidates = offered.filter(({ accountId }) => !avoided.includes(accountId));
  const claimed = await claimsOn(candidates, requestId, ports);
  const choice = chooseAccount({
    configurations: pooled,
    offered: candidates,
    load: await loadOf(candidates, claimed, ports),
    capacity: settings.environmentsPerAccount,
    avoided,
    ...(wish.account === CHOOSE ? {} : { accountId: wish.account }),
    ...(wish.region === undefined ? {} : { region: wish.region }),
  });
  if ("noAccount" in choice) {
    const reason = { configuration: "", said: choice.message, means: [] };
    await ports.store.save({ ...record, ...failedWith(record, [reason], ports.clock()) });
    return true;
  }
  const [{ accountId }] = choice;
  const { revision } = claimed[accountSubject(accountId)];
  await ports.store.save({ ...record, placement: { accountId, resolved: choice, revision, claimed: false } });
  return true;
}

async function claimsOn(
  accounts: readonly OfferedAccount[],
  requestId: string,
  ports: ProjectPorts,
): Promise<Readonly<Record<string, Claimed>>> {
  const subjects = [...new Set(accounts.map(({ accountId }) => accountSubject(accountId)))];
  return ports.claims.look(subjects, requestId);
}

/** Environments that run in each account, with those that other requests have claimed room for. */
async function loadOf(
  accounts: readonly OfferedAccount[],
  claimed: Readonly<Record<string, Claimed>>,
  ports: ProjectPorts,
): Promise<Record<string, number>> {
  const requests = accounts.map(({ accountId }) => [accountId, claimed[accountSubject(accountId)].requests] as const);
  const running = await ports.service.environmentsIn(Object.fromEntries(requests));
  return Object.fromEntries(
    accounts.map(({ accountId }) => [accountId, (running[accountId] ?? 0) + claimed[accountSubject(accountId)].weight]),
  );
}

/** Claims the room of the account that was chosen; where somebody else has claimed room since, another choice is made. */
export async function claimAccount(record: ProjectRecord, ports: ProjectPorts): Promise<boolean> {
  const { requestId, placement } = record;
  if (placement?.accountId === undefined) throw new Error(`request ${requestId} has no account to claim`);
  const { revision, resolved, accountId } = placement;
  const claim: Claim = { subject: accountSubject(accountId), weight: resolved.length, revision };
  const isClaimed = await ports.claims.claim(requestId, [claim], claimUntil(ports.clock()));
  await ports.store.save({ ...record, placement: isClaimed ? { ...placement, claimed: true } : undefined });
  return true;
}

/** Makes the claims of a living project last longer; of one whose claims were lost, makes them anew, whatever room there is. */
export async function renewClaims(record: ProjectRecord, ports: ProjectPorts): Promise<boolean> {
  const { requestId, wish, placement } = record;
  const places = placeSubjects(record);
  const subjects = [...wishSubjects(wish), ...places, ...askingSubjects(record)];
  const claimed = await ports.claims.look(subjects, requestId);
  const weightOf = (subject: string): number => (places.includes(subject) ? (placement?.resolved.length ?? 0) : 1);
  const claims = subjects.map((subject) => ({
    subject,
    weight: weightOf(subject),
    revision: claimed[subject].revision,
  }));
  const until = claimUntil(ports.clock());
  if (!(await ports.claims.claim(requestId, claims, until))) return false;
  await ports.store.save({ ...record, claimedUntil: until });
  return true;
}
