import { z } from "zod";
import { projectPhase } from "./projects/request";
import { projectWish, wantedMembers } from "./projects/wish";

/**
 * Errands that the API has the function of projects do, by a synchronous invocation: `{ "office": { ... } }`.
 *
 * The API has proved who calls, and says what that person or machine is whatever project is concerned. Parts in the very unit and project
 * are for the function to find out, and to decide by. Only the API's role may invoke it.
 */
const key = z.string().min(1).max(256);
const id = z.string().min(1).max(256);
const reason = z.string().trim().min(1).max(2048);
const days = z.number().int().min(1).max(3650);

/** Somebody who calls, as the API has proved it. */
export const officeCaller = z.strictObject({
  /** Subject of the token, or ARN of the role. */
  id: z.string().min(1),
  kind: z.enum(["person", "machine"]),
  /** Id of the user profile in the domain, by which requests know a person; absent where it could not be established. */
  profileId: id.optional(),
  /** Ids of the group profiles that the caller's groups are. */
  groupProfiles: z.array(id),
  /** Keys of the units whose lead the caller is. */
  leads: z.array(key),
  /** Keys of the units whose steward the caller is, those below them among them. */
  stewards: z.array(key),
  governanceTeam: z.boolean(),
  auditor: z.boolean(),
});

/** Part of a list. */
const part = {
  /** Place at which the page before ended. */
  behind: z.string().max(8192).optional(),
  limit: z.number().int().min(1).max(100),
};

/** Filters of the list of requests. */
export const requestFilters = {
  only: z
    .enum(["mine", "to-decide"])
    .optional()
    .describe(
      "`mine`: requests that the caller made; `to-decide`: those that wait for a decision which the caller may make.",
    ),
  unit: key.optional().describe("Key of the unit that the project is for."),
  state: projectPhase.optional().describe("Stage of their life."),
};

/** Filters of the list of projects. */
export const projectFilters = {
  only: z.enum(["mine"]).optional().describe("`mine`: projects that the caller is a member of."),
  unit: key.optional().describe("Key of the unit that the project belongs to."),
};

/** Body of a decision, without the request. */
export const projectFate = z.strictObject({
  outcome: z.enum(["approve", "reject"]),
  reason: reason.describe("Reason that the requester reads."),
});
/** Wish for the whole set of a project's members. */
export const membersWish = z.strictObject({
  members: wantedMembers.describe("All members that the project is to have; those of the platform are left out."),
  dryRun: z.boolean().default(false).describe("Only say what would be changed."),
});
/** Wish that a project is somebody else's. */
export const transferWish = z.strictObject({
  owner: z
    .union([z.strictObject({ user: key }), z.strictObject({ group: key })])
    .describe("Person or group of people that owns the project from then on; people who owned it become contributors."),
});
/** Wish that a project lives on. */
export const extensionWish = z.strictObject({ days: days.describe("Days from now.") });
/** Wish that a project ends. */
export const retirementWish = z.strictObject({
  reason,
  acknowledge: z.boolean().default(false).describe("Take its data away from others who use it."),
  dryRun: z.boolean().default(false).describe("Only say what the project still has, and who uses it."),
});

/** One thing that the office is asked. */
export const officeErrand = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("choices") }),
  z.strictObject({ ask: z.literal("check"), wish: projectWish }),
  /** The same key with the same wish of the same caller is the same request, however often it is sent. */
  z.strictObject({ ask: z.literal("request"), wish: projectWish, key: z.string().min(1).max(256) }),
  z.strictObject({ ask: z.literal("requests"), ...requestFilters, ...part }),
  z.strictObject({ ask: z.literal("one-request"), id }),
  z.strictObject({ ask: z.literal("decide"), id, ...projectFate.shape }),
  z.strictObject({ ask: z.literal("projects"), ...projectFilters, ...part }),
  z.strictObject({ ask: z.literal("one-project"), id }),
  z.strictObject({ ask: z.literal("members"), id, ...membersWish.shape }),
  z.strictObject({ ask: z.literal("transfer"), id, ...transferWish.shape }),
  z.strictObject({ ask: z.literal("extend"), id, ...extensionWish.shape }),
  z.strictObject({ ask: z.literal("retire"), id, ...retirementWish.shape }),
]);

/** Event with which the API invokes the function of projects. */
export const officeEvent = z.strictObject({
  office: z.strictObject({ caller: officeCaller, errand: officeErrand }),
});

/** Somebody who calls. */
export type OfficeCaller = z.output<typeof officeCaller>;
/** One thing that the office is asked. */
export type OfficeErrand = z.output<typeof officeErrand>;
/** Name of an errand. */
export type OfficeAsk = OfficeErrand["ask"];
