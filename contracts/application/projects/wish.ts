import { z } from "zod";

const key = z.string().min(1).max(256);
/** Members that the service takes: 100 users and 20 groups. @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/quotas.html */
const MEMBERS = 120;
/** Configurations and parameters that a request may name: far more than a profile has. */
const NAMES = 100;

/** Designation of a member of a project. */
export const designation = z.enum([
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

/** Members of a project as somebody sends them, all of them. */
export const wantedMembers = z.array(wantedMember).max(MEMBERS);

const few = (items: object): boolean => Object.keys(items).length <= NAMES;

/**
 * A wish as somebody sends it: its form and its limits. Whether it can be carried out is for the checks to say, in sentences.
 */
export const projectWish = z.strictObject({
  name: z.string().max(256),
  unit: key.describe("Key of the unit."),
  profile: key.describe("Key of the profile."),
  /** 256 characters of the description are kept free for the mark. */
  purpose: z.string().max(1792).describe("Sentence that says what the project is for."),
  members: wantedMembers.describe("Members; a person or a group of people among them owns the project."),
  parameters: z
    .record(key, z.record(key, z.string().max(2048)).refine(few, `at most ${NAMES}`))
    .refine(few, `at most ${NAMES}`)
    .default({})
    .describe("Values of parameters, by the name of the profile's configuration."),
  account: z
    .string()
    .regex(/^(choose|\d{12})$/)
    .default("choose")
    .describe("Account of the profile's pools, or `choose`."),
  region: z.string().max(32).optional().describe("Region; absent where that of the account suits."),
  lifetimeDays: z
    .number()
    .optional()
    .describe("Days that the project lives from its approval; absent where it is left to the settings."),
});
