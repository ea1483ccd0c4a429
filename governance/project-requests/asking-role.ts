import { askingSubject, claimUntil } from "./claims";
import type { ProjectPorts } from "./ports";
import type { AskingRole, ProjectRecord } from "./record";

/**
 * Looks for a role in whose name people ask for data for the project, and stores the choice before it is claimed: so a claim is never
 * forgotten. A role that nobody claims, and that is a member of another project all the same, is left alone: its record may be lost.
 */
export async function seekAskingRole(record: ProjectRecord, ports: ProjectPorts): Promise<boolean> {
  const role = await freeRole(record, ports);
  await ports.store.save({
    ...record,
    ...(role === undefined
      ? { askingRoleSoughtAt: ports.clock() }
      : { askingRole: { ...role, claimed: false }, askingRoleSoughtAt: undefined }),
  });
  return true;
}

async function freeRole(
  { requestId, projectId }: ProjectRecord,
  { claims, service }: ProjectPorts,
): Promise<(AskingRole & { readonly revision: number }) | undefined> {
  const roles = service.askingRoles();
  const claimed = await claims.look(
    roles.map(({ arn }) => askingSubject(arn)),
    requestId,
  );
  for (const { arn, groupId } of roles) {
    const { weight, revision } = claimed[askingSubject(arn)];
    if (weight === 0 && !(await service.asksElsewhere({ arn, groupId }, projectId))) return { arn, groupId, revision };
  }
  return undefined;
}

/** Claims the role that was chosen; where another project was faster, another role is looked for. */
export async function claimAskingRole(record: ProjectRecord, ports: ProjectPorts): Promise<boolean> {
  const { requestId, askingRole } = record;
  if (askingRole === undefined) throw new Error(`request ${requestId} has no role to claim`);
  const claim = { subject: askingSubject(askingRole.arn), weight: 1, revision: askingRole.revision };
  const isClaimed = await ports.claims.claim(requestId, [claim], claimUntil(ports.clock()));
  await ports.store.save({ ...record, askingRole: isClaimed ? { ...askingRole, claimed: true } : undefined });
  return true;
}

/** Role that asks for data for the project, as soon as no other project can have it. */
export const askingRoleOf = ({ askingRole }: ProjectRecord): AskingRole | undefined =>
  askingRole?.claimed === true ? { arn: askingRole.arn, groupId: askingRole.groupId } : undefined;
