import { z } from "zod";
import { memberShape, possible, projectPart, projectRequestSummary } from "./request";
import { designation } from "./wish";

const time = z.string().describe("Time (ISO 8601, UTC).");

const projectInList = {
  id: z.string(),
  name: z.string(),
  unit: z.string().optional().describe("Key of the unit; absent where the settings do not know it."),
  unitName: z.string().optional().describe("Name of the unit for people."),
  profile: z.string().optional().describe("Key of the profile; absent where the settings do not know it."),
  profileName: z.string().optional().describe("Name of the profile for people."),
  origin: z
    .enum(["asked-for", "standing"])
    .describe("`asked-for`: people asked for it here. `standing`: Terraform's or of a portal; it is not changed here."),
  status: z.enum(["under-way", "ready", "failed", "going", "deletion-failed"]),
  designation: designation
    .optional()
    .describe("Strongest designation of the caller; absent where the caller is no member, or members may not be seen."),
  requestId: z.string().optional().describe("Request that the project came of."),
  account: z.string().optional().describe("Account that was chosen for a project that was asked for."),
  endsAt: time.optional().describe("Time at which the project ends; absent where it does not."),
};

/** A project in a list. */
export const projectSummary = z.strictObject(projectInList);

/** Things that a project still has, which its retirement takes away. */
export const projectUses = z.strictObject({
  heldByOthers: z
    .array(z.strictObject({ id: z.string(), project: z.string(), asset: z.string() }))
    .describe("Subscriptions of other projects on its data."),
  own: z.array(z.strictObject({ id: z.string(), asset: z.string() })).describe("Its own subscriptions."),
  published: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  dataSources: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  environments: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});

/** A project with everything that is known of it. */
export const projectDetail = z.strictObject({
  ...projectInList,
  description: z.string(),
  createdAt: time.optional(),
  members: z
    .array(z.strictObject({ ...memberShape, platform: z.boolean().describe("True where the platform needs it.") }))
    .optional()
    .describe("Absent where the application may not see them."),
  environments: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        status: z.string().describe("Word of the service."),
        account: z.string(),
        region: z.string(),
      }),
    )
    .optional()
    .describe("Absent where the application may not see them."),
  reasons: z.array(z.string()).describe("Why its deployment or deletion failed, with cause and cure where known."),
  request: projectRequestSummary.optional().describe("Request that the project came of."),
  yourParts: z.array(projectPart),
  possible: z.strictObject({ members: possible, transfer: possible, extension: possible, retirement: possible }),
});

/** Changes that lead to the members that are wished. */
export const memberChanges = z.strictObject({
  changes: z
    .array(z.strictObject({ change: z.enum(["add", "remove"]), member: z.strictObject(memberShape) }))
    .describe("In the order in which they are made."),
});

/** Outcome of a wish that a project ends. */
export const retirementAnswer = z.strictObject({
  retires: z.boolean().describe("False in a dry run."),
  uses: projectUses,
});
