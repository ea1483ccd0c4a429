import { z } from "zod";
import type { AiopsSettings } from "../../contracts/aiops/settings";
import { isBuiltIn } from "./registry/build-registry";

/** Message that the function, or its office, has sent itself. */
const own = z.strictObject({ promotionsOf: z.string().min(1) });

/**
 * Members of an event that are relied on. An event is a doorbell: it says which version to look at, and nothing of what it says decides
 * anything.
 *
 * Source: SageMaker Developer Guide, "Amazon SageMaker AI events" (SageMaker Model Package State Change).
 */
const event = z.looseObject({
  "detail-type": z.string(),
  detail: z.looseObject({ ModelPackageArn: z.string().optional() }),
});

const message = z.union([own, event]);

/** A use case that somebody has rung for, and the version to look at. */
export interface Rung {
  readonly useCase: string;
  readonly release?: string;
}

/**
 * Use cases that a message is about; none for events of versions that no use case builds. What a promotion registers in the accounts of
 * stages is none of them.
 *
 * @param body - Message of the queue.
 * @throws where the body is neither: the queue keeps it for somebody to look at
 */
export function rungBy(body: string, { useCases }: Pick<AiopsSettings, "useCases">): Rung[] {
  const parsed = message.parse(JSON.parse(body));
  if (!("detail" in parsed)) return parsed.promotionsOf in useCases ? [{ useCase: parsed.promotionsOf }] : [];
  const { ModelPackageArn: release } = parsed.detail;
  if (parsed["detail-type"] !== "SageMaker Model Package State Change" || release === undefined) return [];
  return Object.entries(useCases)
    .filter(([, useCase]) => isBuiltIn(useCase, release))
    .map(([useCase]) => ({ useCase, release }));
}
