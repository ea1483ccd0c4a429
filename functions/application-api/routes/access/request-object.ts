import type { AccessRecord, Asked } from "../../../../governance/access";
import { membershipOf, partsIn, type Caller, type Membership } from "../../../../governance/people";
import type { Projects } from "../../services";
import type { ObjectKind, Surroundings } from "../route";

/** A request for access as rights are checked on it. */
export interface RequestObject {
  readonly record: AccessRecord & { readonly asked: Asked };
  /** Key of the producing project's unit, as it is now. */
  readonly producerUnit?: string;
}

/** Requests for access. Rights depend on members and units as they are at the time of the call, not when it was asked. */
export const ACCESS_REQUEST: ObjectKind<RequestObject> = {
  name: "access request",
  seenBy: ["requester", "consumer-member", "producer-owner", "unit-steward", "governance-team", "auditor"],
  async load(id, { caller, services, settings }: Surroundings) {
    const record = await services.records.load(id);
    if (record === undefined || !isAsked(record)) return undefined;
    const { projects } = services;
    const { requester, consumerProjectId, producerProjectId } = record.asked;
    const [consumer, producer, producerUnit] = await Promise.all([
      membershipIn(caller, consumerProjectId, projects),
      membershipIn(caller, producerProjectId, projects),
      projects.unitOf(producerProjectId),
    ]);
    const involved = { requester, consumer, producer, producerUnit };
    const parts = partsIn(caller, involved, settings.rules.unitParents);
    return { object: { record, producerUnit }, parts };
  },
};

const isAsked = (record: AccessRecord): record is RequestObject["record"] => record.asked !== undefined;

async function membershipIn(caller: Caller, projectId: string, projects: Projects): Promise<Membership | undefined> {
  // Nobody is a member where no project asks.
  if (projectId === "") return undefined;
  const members = await projects.membersOf(projectId);
  return members === undefined ? undefined : membershipOf(caller, members);
}
