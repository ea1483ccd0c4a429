import { createHash } from "node:crypto";
import { canonicalJson } from "../../contracts/canonical-json";
import { accountChoice, checkWish } from "./checks";
import { accountSubject, wishSubjects } from "./claims";
import type { ProjectOffice } from "./office";
import { refuse, type PersonOnProject, type ProjectRefusal } from "./people";
import { freshRecord, type CheckProblem, type ProjectRecord, type ProjectWish } from "./record";

/** Id of a request: the same person with the same key asks once, however often the answer is lost. */
export function projectRequestId(person: string, idempotencyKey: string): string {
  return createHash("sha256")
    .update(canonicalJson([person, idempotencyKey]))
    .digest("hex")
    .slice(0, 32);
}

/**
 * Asks for a project. All that is wrong is said at once, and then nothing is stored.
 *
 * @param person - With the parts that the person has in the wish's unit.
 */
export async function askForProject(
  office: ProjectOffice,
  person: PersonOnProject,
  wish: ProjectWish,
  idempotencyKey: string,
): Promise<ProjectRecord | ProjectRefusal> {
  const { ports } = office;
  const requestId = projectRequestId(person.id, idempotencyKey);
  const known = await ports.store.load(requestId);
  if (known !== undefined) return sameWish(known, wish);
  const { problems, facts } = await checked(office, person, wish, requestId);
  if (problems.length > 0) return { ...refuse("problems", problems.map(({ message }) => message).join(" ")), problems };
  const members = facts.members.flatMap(({ member }) => member ?? []);
  await ports.store.save(freshRecord({ requestId, requester: person.id, askedAt: ports.clock(), wish, members }));
  // Where the same person asked twice at once, the first one is stored.
  const stored = await ports.store.load(requestId);
  if (stored === undefined) throw new Error(`request ${requestId} was stored and is not there`);
  return sameWish(stored, wish);
}

/** Answers of the checks to a wish. */
export interface CheckedWish {
  readonly problems: readonly CheckProblem[];
  /** Account that would be chosen by what others claim; absent where none fits, and where the profile has its account itself. */
  readonly accountId?: string;
  readonly regions: readonly string[];
}

/** Everything that is wrong with a wish of a person, and the account that would be chosen. Nothing is stored. */
export async function checkProject(
  office: ProjectOffice,
  person: PersonOnProject,
  wish: ProjectWish,
): Promise<CheckedWish> {
  // No request has this id: whatever is claimed counts.
  const { problems, choice } = await checked(office, person, wish, "");
  if (choice === undefined || "noAccount" in choice) return { problems, regions: [] };
  const regions = [...new Set(choice.map(({ region }) => region))];
  return { problems, accountId: choice[0].accountId, regions };
}

async function checked(
  { ports, settings }: ProjectOffice,
  { roles }: PersonOnProject,
  wish: ProjectWish,
  requestId: string,
) {
  const facts = await ports.service.facts(wish, requestId);
  const subjects = new Set([...wishSubjects(wish), ...facts.offered.map(({ accountId }) => accountSubject(accountId))]);
  const claimed = await ports.claims.look([...subjects], requestId);
  const check = { wish, facts, claimed, settings };
  return { facts, problems: checkWish({ ...check, roles }), choice: accountChoice(check) };
}

function sameWish(record: ProjectRecord, wish: ProjectWish): ProjectRecord | ProjectRefusal {
  if (canonicalJson(record.wish) === canonicalJson(wish)) return record;
  return refuse("key-reused", "This idempotency key was used for another request: take a new one.");
}
