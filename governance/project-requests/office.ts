import type { Member, MemberChange } from "../members/plan-members";
import {
  afterTransfer,
  decideHeldProject,
  extendLife,
  refuse,
  refuseStranger,
  retireBy,
  wishMembers,
  type PersonOnProject,
  type ProjectRefusal,
  type ProjectWishFate,
} from "./people";
import { stillUsed } from "./plan-retirement";
import type { ProjectPorts } from "./ports";
import type { ProjectRecord, WantedMember } from "./record";
import type { ProjectSettings } from "./settings";
import type { LiveProject, ProjectUses } from "./view";

/** Everything that people's actions need. An action stores its record, which a doorbell or the sweep then brings on. */
export interface ProjectOffice {
  readonly ports: ProjectPorts;
  readonly settings: ProjectSettings;
}

/** Decides on a request that is held. Of two who decide at once the first decides, and the other is told. */
export function decideProject(
  office: ProjectOffice,
  person: PersonOnProject,
  requestId: string,
  fate: ProjectWishFate,
): Promise<ProjectRecord | ProjectRefusal> {
  return change(office, requestId, (record) =>
    decideHeldProject(record, office.settings, person, fate, office.ports.clock()),
  );
}

/** Members that a project gets, and the changes that lead there; with `dryRun` nothing is stored. */
export interface ChangedMembers {
  readonly record: ProjectRecord;
  readonly changes: readonly MemberChange[];
}

/** Wishes the whole set of a project's members. */
export async function changeMembers(
  office: ProjectOffice,
  person: PersonOnProject,
  requestId: string,
  members: readonly WantedMember[],
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<ChangedMembers | ProjectRefusal> {
  const record = await theirs(office, person, requestId);
  if ("refused" in record) return record;
  const desired = await resolved(office, record, members);
  if ("refused" in desired) return desired;
  return settleMembers(office, record, () => desired, dryRun);
}

/** Gives a project to another person or group of people; those who owned it stay as contributors. */
export async function transferOwnership(
  office: ProjectOffice,
  person: PersonOnProject,
  requestId: string,
  owner: { readonly user: string } | { readonly group: string },
): Promise<ChangedMembers | ProjectRefusal> {
  const record = await theirs(office, person, requestId);
  if ("refused" in record) return record;
  const found = await resolved(office, record, [{ ...owner, designation: "PROJECT_OWNER" }]);
  if ("refused" in found) return found;
  return settleMembers(office, record, ({ members = [], kept = [] }) => afterTransfer(members, kept, found[0]), false);
}

/** Extends the life of a project by days from now. */
export async function extendProject(
  office: ProjectOffice,
  person: PersonOnProject,
  requestId: string,
  days: number,
): Promise<ProjectRecord | ProjectRefusal> {
  const stranger = refuseStranger(person);
  return (
    stranger ?? change(office, requestId, (record) => extendLife(record, days, office.settings, office.ports.clock()))
  );
}

/** Wish that a project ends. */
export interface RetirementWish {
  readonly reason: string;
  /** Take the project's data away from others who use it. */
  readonly acknowledge?: boolean;
  /** Only name what is there. */
  readonly dryRun?: boolean;
}

/** Project that retires, with what it still has and who uses it. */
export interface RetiredProject {
  readonly record: ProjectRecord;
  readonly uses: ProjectUses;
}

/** Retires a project. Where others use its data, they are named first, and nothing is stored. */
export async function retireProject(
  office: ProjectOffice,
  person: PersonOnProject,
  requestId: string,
  { reason, acknowledge = false, dryRun = false }: RetirementWish,
): Promise<RetiredProject | ProjectRefusal> {
  const record = await theirs(office, person, requestId);
  if ("refused" in record) return record;
  const retirement = { person: person.id, at: office.ports.clock(), reason, acknowledged: acknowledge };
  const retired = retireBy(record, retirement);
  if ("refused" in retired) return retired;
  const { project } = await office.ports.service.look({ ...record, phase: "retiring" });
  if (project?.hidden !== undefined) return hiddenFrom(project.hidden);
  if (project?.uses === undefined) return refuse("not-active", "The service does not have the project any more.");
  const { uses } = project;
  if (dryRun) return { record, uses };
  if (uses.heldByOthers.length > 0 && !acknowledge) return { ...refuse("still-used", stillUsed(uses)), uses };
  const stored = await change(office, requestId, (latest) => retireBy(latest, retirement));
  return "refused" in stored ? stored : { record: stored, uses };
}

async function theirs(
  { ports }: ProjectOffice,
  person: PersonOnProject,
  requestId: string,
): Promise<ProjectRecord | ProjectRefusal> {
  const stranger = refuseStranger(person);
  return stranger ?? (await ports.store.load(requestId)) ?? unknown();
}

const unknown = (): ProjectRefusal =>
  refuse("unknown", "There is no such request. Standing projects are changed in the configuration.");

async function settleMembers(
  office: ProjectOffice,
  record: ProjectRecord,
  desiredOf: (project: LiveProject) => readonly Member[],
  dryRun: boolean,
): Promise<ChangedMembers | ProjectRefusal> {
  const { project } = await office.ports.service.look({ ...record, phase: "members" });
  if (project?.hidden !== undefined) return hiddenFrom(project.hidden);
  if (project?.members === undefined) return refuse("not-active", "The service does not have the project.");
  const there = { live: project.members, kept: project.kept ?? [] };
  const plan = wishMembers(record, there, desiredOf(project));
  if ("refused" in plan || dryRun) return plan;
  // The plan was made for the record that was read: another one is another question.
  if (!(await office.ports.store.save(plan.record))) return outrun();
  return { ...plan, record: { ...plan.record, revision: plan.record.revision + 1 } };
}

const hiddenFrom = (said: string): ProjectRefusal =>
  refuse("not-active", `The application is no member of the project any more (${said}): add its role as an owner.`);

const outrun = (): ProjectRefusal =>
  refuse("outrun", "Somebody else has changed the project at the same moment. Look at it and try again.");

async function resolved(
  { ports }: ProjectOffice,
  { wish, requestId }: ProjectRecord,
  members: readonly WantedMember[],
): Promise<readonly Member[] | ProjectRefusal> {
  const facts = await ports.service.facts({ ...wish, members }, requestId);
  const unknownOnes = facts.members.filter(({ member }) => member === undefined);
  if (unknownOnes.length === 0) return facts.members.flatMap(({ member }) => member ?? []);
  const names = unknownOnes.map(({ wanted }) => ("user" in wanted ? wanted.user : wanted.group)).join(", ");
  return refuse("member-unknown", `The domain does not know ${names}: correct it, or have the person sign in once.`);
}

/** Times that a change is tried over what others have stored since. */
const TRIES = 3;

async function change(
  { ports }: ProjectOffice,
  requestId: string,
  changed: (record: ProjectRecord) => ProjectRecord | ProjectRefusal,
): Promise<ProjectRecord | ProjectRefusal> {
  for (let count = 0; count < TRIES; count++) {
    const record = await ports.store.load(requestId);
    const next = record === undefined ? unknown() : changed(record);
    // What a lost answer has left done already is not stored again.
    if ("refused" in next || next === record) return next;
    if (await ports.store.save(next)) return { ...next, revision: next.revision + 1 };
  }
  return outrun();
}
