import { laterBy } from "../access/time";
import type { Member } from "../members/plan-members";
import type { Moment } from "./moment";
import type { ProjectRecord } from "./record";
import { notify, reportProblem } from "./remember";
import type { Step } from "./step";
import type { LiveProject } from "./view";

/** Minutes after which what the service has refused, or what was in use, is tried again. */
const TRY_AGAIN = 60;

/** A refused member stays out until it is worth another try. */
export function isRefused({ refusedMembers = {} }: ProjectRecord, { id }: Member, now: string): boolean {
  const refusal = Object.hasOwn(refusedMembers, id) ? refusedMembers[id] : undefined;
  return refusal !== undefined && now < laterBy(refusal.at, { minutes: TRY_AGAIN });
}

/** Members that the service has refused, with its words. */
export const refusedMembers = ({ refusedMembers = {} }: ProjectRecord): string =>
  Object.entries(refusedMembers)
    .map(([id, { cause }]) => `${id} (${cause})`)
    .join("; ");

/** Stores and tells that members are missing, once. */
export function reportRefused(record: ProjectRecord): Step | undefined {
  const message = `The service has refused ${refusedMembers(record)}. Let them be members (ADD_TO_PROJECT_MEMBER_POOL) and change the members again.`;
  return reportProblem(record, { kind: "member-refused", message });
}

/** Time at which a role that asks is looked for again; absent where none is looked for. */
export const nextSearch = ({ askingRole, askingRoleSoughtAt }: ProjectRecord): string | undefined =>
  askingRole !== undefined || askingRoleSoughtAt === undefined
    ? undefined
    : laterBy(askingRoleSoughtAt, { minutes: TRY_AGAIN });

/**
 * Steps that give a project what the application needs of it: a role in whose name people ask for data, and the functions of the
 * application as members. Nothing where all of it is there, or cannot be had now.
 */
export function planPlatform(record: ProjectRecord, project: LiveProject, { now }: Moment): Step | undefined {
  const { askingRole } = record;
  if (askingRole?.claimed === false) return { kind: "claim-asking-role" };
  const searchAt = nextSearch(record) ?? now;
  if (project.hasAskingPool === true && askingRole === undefined && now >= searchAt)
    return { kind: "seek-asking-role" };
  const member = project.missing?.find((one) => !isRefused(record, one, now));
  if (member !== undefined) return { kind: "change-member", projectId: project.id, change: { change: "add", member } };
  return project.hasAskingPool === true && askingRole === undefined ? notify(record, "no-asking-role") : undefined;
}
