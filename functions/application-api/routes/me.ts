import { z } from "zod";
import { isKnown, type Caller } from "../../../governance/people";
import type { Services } from "../services";
import { noQuery } from "./paging";
import { ANYONE, apiRoute } from "./route";

const me = z.strictObject({
  id: z.string().describe("Subject of the token, or ARN of the machine's role."),
  kind: z.enum(["person", "machine"]),
  name: z.string().optional().describe("Name by which the domain may know the caller."),
  profileId: z
    .string()
    .optional()
    .describe("Id of the user profile in the domain; absent where the domain does not know the name."),
  isKnown: z
    .boolean()
    .describe("False where neither the domain nor the settings know the caller: everything else is refused."),
  leads: z.array(z.string()),
  stewards: z.array(z.string()),
  governanceTeam: z.boolean(),
  auditor: z.boolean(),
  projects: z
    .array(z.strictObject({ id: z.string(), name: z.string() }))
    .describe("Projects that the caller is a member of; a minute may pass until a change is seen."),
});

/** The caller as the application knows it. */
export const readMe = apiRoute({
  method: "GET",
  path: "/me",
  name: "readMe",
  summary: "Say who the caller is to the application.",
  callers: ["person", "machine"],
  who: ANYONE,
  query: noQuery,
  answers: me,
  changes: false,
  handle: async ({ caller, services }) => {
    const { id, kind, name, profileId, standing } = caller;
    const { leads, stewards, governanceTeam, auditor } = standing;
    const rights = { leads: [...leads], stewards: [...stewards], governanceTeam, auditor };
    const projects = await projectsOf(caller, services.projects);
    return { id, kind, name, profileId, isKnown: isKnown(caller), ...rights, projects };
  },
});

/** Projects of a caller with their names, by name; one whose name is not known has its id for a name. */
async function projectsOf(caller: Caller, projects: Services["projects"]) {
  if (caller.kind === "machine") return [];
  const ids = [...(await projects.membershipsOf(caller)).keys()];
  const named = await Promise.all(ids.map(async (id) => ({ id, name: (await projects.nameOf(id)) ?? id })));
  return named.toSorted((a, b) => a.name.localeCompare(b.name));
}
