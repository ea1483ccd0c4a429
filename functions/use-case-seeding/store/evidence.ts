import type { S3Client } from "@aws-sdk/client-s3";
import { SEEDING_EVIDENCE_PREFIX } from "../../../contracts/aiops/settings";
import type { RepositoryRecord } from "../../../contracts/aiops/repository-record";
import type { RepositoryPorts } from "../../../governance/repositories";
import { type EvidencePlace, keepObject } from "../../application-store/kept-object";

/** Evidence in a bucket: one object for each seed that a repository has held, which nobody writes over. */
export class RepositoryEvidence {
  public constructor(
    private readonly client: S3Client,
    private readonly place: EvidencePlace,
  ) {}

  public readonly keep: RepositoryPorts["evidence"]["keep"] = async (record) =>
    keepObject(this.client, this.place, evidenceKey(record), evidenceOf(record));
}

/** Key of evidence: by use case, repository and digest of what was seeded. */
export function evidenceKey({ useCase, repository, seeded }: RepositoryRecord): string {
  return `${SEEDING_EVIDENCE_PREFIX}${useCase}/${repository}/${seeded?.digest ?? "nothing"}.json`;
}

/** Content of evidence: which template a repository holds, and since when. */
export function evidenceOf({ useCase, repository, address, seeded, environments, lookedAt }: RepositoryRecord): object {
  return { kind: "seeded", at: lookedAt, ...{ useCase, repository, address, seeded, environments } };
}
