import { markedPerson, requesterOf, roleThatAsks } from "../../governance/access";
import type { KnownPrincipal, KnownRequest } from "../../governance/reports";
import type { DomainReader } from "./reader";

/** Ids of profiles that requests name as their persons: a mark may be anybody's text, so that a profile is only asked about. */
export function personsNamed(requests: readonly KnownRequest[], { askingRoles }: DomainReader): string[] {
  return askingRoles === undefined ? [] : requests.flatMap(({ reason }) => markedPerson(reason) ?? []);
}

/** Requests as those of the persons who asked, where the application has asked for them as the role of the project. */
export function ofPersons(
  requests: readonly KnownRequest[],
  principals: readonly KnownPrincipal[],
  { askingRoles }: DomainReader,
): KnownRequest[] {
  if (askingRoles === undefined) return [...requests];
  // The name of a role's profile is its ARN; no name of Identity Center has the form of one.
  const arns = new Map(principals.map(({ id, name }) => [id, name]));
  return requests.map((request) => {
    const { requesterId: createdBy, subscriber } = request;
    if (subscriber.kind !== "project") return request;
    const creatorArn = arns.get(createdBy);
    const filed = { createdBy, creatorArn, reason: request.reason };
    const { requester, reason } = requesterOf(filed, roleThatAsks(subscriber.id, askingRoles, creatorArn));
    return { ...request, requesterId: requester, reason };
  });
}
