import type { Member } from "../members/plan-members";
import type { MarkFacts } from "./mark";
import { freshRecord, type AskingRole, type Placement, type ProjectRecord } from "./record";

/** A project of the application of which there is no record, as the service has it. */
export interface LostProject {
  readonly mark: MarkFacts;
  readonly projectId: string;
  readonly name: string;
  readonly createdAt: string;
  /** Keys of its unit and its profile; the ids where no key is known. */
  readonly unit: string;
  readonly profile: string;
  readonly members: readonly Member[];
  /** Account of its environments, where they are all in one. */
  readonly placement: Placement;
  /** Role of the pool that is a member of it; absent where none is. */
  readonly askingRole?: AskingRole;
}

/**
 * Record of a project whose record was lost, from what the service and its mark say. Who asked and when it ends are known again; parameters
 * are not, and need not be. What was asked for and not made is lost with the table.
 */
export function rebuiltRecord({
  mark,
  placement,
  createdAt,
  members,
  askingRole,
  ...project
}: LostProject): ProjectRecord {
  const { requestId, requester, purpose, endsAt } = mark;
  const { name, unit, profile, projectId } = project;
  const wish = { name, unit, profile, purpose, members: [], parameters: {}, account: placement.accountId ?? "" };
  return {
    ...freshRecord({ requestId, requester, askedAt: createdAt, wish, members }),
    phase: "following",
    projectId,
    createdAt,
    placement,
    ...(askingRole === undefined ? {} : { askingRole: { ...askingRole, revision: 0, claimed: true } }),
    // People were told when it was ready, and evidence is not in the table.
    done: ["ready", "evidence:active"],
    ...(endsAt === undefined ? {} : { endsAt }),
  };
}
