import { pooledAskingRoleArns } from "../../contracts/names";
import { roleOfSession, sessionOf } from "../people/role-of-session";

/** Longest reason of a request that the service takes. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_CreateSubscriptionRequest.html */
const LONGEST = 4096;
/** The line at the end of a reason that names the person. Ids of profiles are letters, digits and hyphens. */
const MARK = /\s+Asked by ([\w-]{1,64}) through the governance application\.$/;

const markOf = (person: string): string => `\n\nAsked by ${person} through the governance application.`;

/**
 * The role that asks for a project: the one that is named after it. One of the pool asks for whatever project it is a member of: the service
 * lets it ask for no other, and the application alone acts as it.
 *
 * @param askingRoles - Text with which the ARNs of all of these roles begin.
 * @param creatorArn - ARN of who has made the request, as far as it is known.
 */
export function roleThatAsks(projectId: string, askingRoles: string, creatorArn = ""): string {
  const role = roleOfSession(creatorArn);
  return role.startsWith(pooledAskingRoleArns(askingRoles)) ? role : askingRoles + projectId;
}

/** Requester of whom nobody can tell any more who it is. No id of a profile is this word. */
export const UNKNOWN_REQUESTER = "unknown";

/** Request as the service has it, as far as it says who asks. */
export interface FiledRequest {
  /** Id of the profile that has made it. */
  readonly createdBy: string;
  /** ARN of that profile, of a role or of a session of one; absent where it is no role's, or not known. */
  readonly creatorArn?: string;
  /** Reason with everything that is written in it. */
  readonly reason: string;
}

/**
 * Reason of a request that the application makes for a person: for people to read, with the person at its end. The service itself knows
 * the role only that has asked.
 */
export function withAskedBy(reason: string, person: string): string {
  const mark = markOf(person);
  return reason.slice(0, LONGEST - mark.length) + mark;
}

/** Id of the person whom a mark names, whether it holds or not; nothing where a reason has none. */
export const markedPerson = (reason: string): string | undefined => MARK.exec(reason)?.[1];

/**
 * The person who asks, and the reason without the mark.
 *
 * The mark counts only in a request of the role that asks for that very project, which nobody but the application acts as: in any other
 * it is text of whoever wrote it, and stays in the reason. Where the service tells the role's session, too, that has to be of the
 * same person: reasons of pending requests can be changed in AWS's portal, sessions cannot. A request of that role without a mark that
 * holds is one of whom nobody knows whose it is.
 *
 * @param askingRole - ARN of the role that asks for the consuming project.
 */
export function requesterOf(
  { createdBy, creatorArn, reason }: FiledRequest,
  askingRole: string | undefined,
): { readonly requester: string; readonly reason: string } {
  if (askingRole === undefined || creatorArn === undefined || roleOfSession(creatorArn) !== roleOfSession(askingRole))
    return { requester: createdBy, reason };
  const mark = MARK.exec(reason);
  const session = sessionOf(creatorArn);
  if (mark === null || (session !== undefined && session !== mark[1])) return { requester: UNKNOWN_REQUESTER, reason };
  return { requester: mark[1], reason: reason.slice(0, mark.index) };
}
