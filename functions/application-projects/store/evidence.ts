import type { S3Client } from "@aws-sdk/client-s3";
import { PROJECTS_EVIDENCE_PREFIX } from "../../../contracts/application/projects-settings";
import type { EvidenceName, ProjectPorts, ProjectRecord } from "../../../governance/project-requests";
import { type EvidencePlace, keepObject } from "../../application-store/kept-object";

/** Evidence in a bucket: one object for each decision, beginning and end, which nobody writes over. */
export class ProjectEvidence {
  public constructor(
    private readonly client: S3Client,
    private readonly place: EvidencePlace,
  ) {}

  public readonly keep: ProjectPorts["evidence"]["keep"] = (record, name) =>
    keepObject(this.client, this.place, evidenceKey(record, name), evidenceOf(record, name));
}

/** Key of evidence: by day for reports, then by request and name. */
export function evidenceKey(record: ProjectRecord, name: EvidenceName): string {
  return `${PROJECTS_EVIDENCE_PREFIX}day=${timeOf(record, name).slice(0, 10)}/${record.requestId}/${name}.json`;
}

/** Content of evidence: who asked for what, who decided, what came of it, and what of it is over. */
export function evidenceOf(record: ProjectRecord, name: EvidenceName): object {
  const { requestId, requester, askedAt, wish, verdict, problems, projectId, placement, failures } = record;
  return {
    kind: name,
    at: timeOf(record, name),
    ...{ requestId, requester, askedAt, wish, verdict, problems, projectId },
    account: placement?.accountId,
    ...{ failures, members: record.members, endsAt: record.endsAt, retirement: record.retirement },
  };
}

/** Time that evidence is of; it was stored before, so that it is the same however often evidence is kept. */
function timeOf({ verdict, activeAt, endingAt }: ProjectRecord, name: EvidenceName): string {
  const time = { decision: verdict?.at, active: activeAt, ended: endingAt }[name];
  if (time === undefined) throw new Error(`evidence ${name} of a request that has no time of it`);
  return time;
}
