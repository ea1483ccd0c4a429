import { z } from "zod";

const arn = z.string().startsWith("arn:");

/**
 * Record of a place: all that a use case finds in the account of one of its stages. The layer `aiops` of that account writes it into an SSM parameter once
 * everything is there, and the functions of AI operations read it by a role of the account. So the account that owns the domain needs
 * nothing of a stage when it is applied, which is before; a place without a record is one that is not applied yet.
 */
export const useCasePlace = z.strictObject({
  /** Raised when a member changes its meaning. */
  format: z.literal(1),
  useCase: z.string().min(1),
  /** Name of the stage. */
  stage: z.string().min(1),
  account: z.string().regex(/^\d{12}$/),
  region: z.string().min(1),
  /** Bucket of artifacts, and the ARN of the key that encrypts it; null where S3 encrypts with its own. */
  bucket: z.string().min(1),
  kmsKeyArn: arn.nullable(),
  /** Role of the build repository's jobs; null where nothing is built. */
  buildRoleArn: arn.nullable(),
  /** Role of the deploy repository's jobs for this stage; null where nothing is deployed. */
  deployRoleArn: arn.nullable(),
  /** Bucket of the Terraform state of deployments, and boundary of the roles that they make; null where nothing is deployed. */
  stateBucket: z.string().min(1).nullable(),
  permissionsBoundaryArn: arn.nullable(),
  /** Project of the use case in this stage; null for a producer's stages after development. */
  projectId: z.string().min(1).nullable(),
  subnetIds: z.array(z.string().min(1)),
  securityGroupIds: z.array(z.string().min(1)),
  /** Topic of alarms of the account; null where it has none. */
  alarmTopicArn: arn.nullable(),
});

/** Record of the place that a use case has in the account of one of its stages. */
export type UseCasePlace = z.output<typeof useCasePlace>;
