import type { S3Client } from "@aws-sdk/client-s3";
import { PROMOTION_EVIDENCE_PREFIX } from "../../../contracts/aiops/settings";
import type { PromotionPorts } from "../../../governance/promotions";
import { type EvidencePlace, keepObject } from "../../application-store/kept-object";

/** Evidence in a bucket: one object for each decision and each end, which nobody writes over. */
export class PromotionEvidence {
  public constructor(
    private readonly client: S3Client,
    private readonly place: EvidencePlace,
  ) {}

  public readonly keep: PromotionPorts["evidence"]["keep"] = (useCase, { name, at, facts }) =>
    keepObject(this.client, this.place, evidenceKey(useCase, name, at), {
      kind: name.split("/").at(-1),
      at,
      useCase,
      ...facts,
    });
}

/** Key of evidence: by day for reports, then by use case, promotion and name. */
export const evidenceKey = (useCase: string, name: string, at: string): string =>
  `${PROMOTION_EVIDENCE_PREFIX}day=${at.slice(0, 10)}/${useCase}/${name}.json`;
