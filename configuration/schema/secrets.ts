import { z } from "zod";

/** ARN of a secret of Secrets Manager: a stage file holds no secret itself. */
export const secretArn = z
  .string()
  .max(256)
  .regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$/)
  .describe("the ARN of a secret of Secrets Manager");
