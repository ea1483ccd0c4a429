import { z } from "zod";
import type { ProjectWish } from "./record";

const key = z.string().min(1).max(256);
/** Members that the service takes: 100 users and 20 groups. @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/quotas.html */
const MEMBERS = 120;
/** Configurations and parameters that a request may name: far more than a profile has. */
const NAMES = 100;

const designation = z.enum([
  "PROJECT_OWNER",
  "PROJECT_CONTRIBUTOR",
  "PROJECT_CATALOG_VIEWER",
  "PROJECT_CATALOG_CONSUMER",
  "PROJECT_CATALOG_STEWARD",
]);

/** A member as somebody sends it: a user or a group, with a designation. */
export const wantedMember = z.union([
  z.strictObject({ user: key, designation }),
  z.strictObject({ group: key, designation }),
]);

const few = (items: object): boolean => Object.keys(items).length <= NAMES;

/**
 * A wish as somebody sends it: its form and its limits. Whether it can be carried out is for the checks to say, in sentences.
 */
export const projectWish = z.strictObject({
  name: z.string().max(256),
  unit: key,
  profile: key,
  /** 256 characters of the description are kept free for the mark. */
  purpose: z.string().max(1792),
  members: z.array(wantedMember).max(MEMBERS),
  parameters: z
    .record(key, z.record(key, z.string().max(2048)).refine(few, `at most ${NAMES}`))
    .refine(few, `at most ${NAMES}`)
    .default({}),
  account: z
    .string()
    .regex(/^(choose|\d{12})$/)
    .default("choose"),
  region: z.string().max(32).optional(),
  lifetimeDays: z.number().optional(),
}) satisfies z.ZodType<ProjectWish>;
