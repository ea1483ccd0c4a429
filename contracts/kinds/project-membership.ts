import { z } from "zod";
import { kindSchema, type KindDescriptor } from "./kind";
import { GET_DOMAIN } from "./service-actions";

/** A member of a project; another designation is a deletion and a creation. */
export const projectMembershipSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Create-only. */
    projectId: z.string(),
    /** Create-only; profile ids, exactly one of the two. */
    userIdentifier: z.string().optional(),
    groupIdentifier: z.string().optional(),
    designation: z.enum([
      "PROJECT_OWNER",
      "PROJECT_CONTRIBUTOR",
      "PROJECT_CATALOG_VIEWER",
      "PROJECT_CATALOG_CONSUMER",
      "PROJECT_CATALOG_STEWARD",
    ]),
  }),
  ["domainId", "projectId", "userIdentifier", "groupIdentifier"],
);

/** Members of standing projects; they are promoted with their project. */
export const projectMembership = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:ListProjectMemberships"],
    writeActions: ["datazone:CreateProjectMembership", "datazone:DeleteProjectMembership"],
    // Handlers of AWS::DataZone::ProjectMembership.
    forwardedActions: ["datazone:GetGroupProfile", "datazone:GetUserProfile", "iam:GetRole"],
  },
  attributes: [],
  evidence: "S: as `GroupProfile`; D: a change of the designation is refused (NotUpdatableException)",
  undetectable: [{ what: "members that were added to a standing project", why: "its owners add people in the portal" }],
  adoption: {
    ProjectMembership: {
      by: "control-plane",
      keys: "<project>/<member>",
      id: "<project id>|<profile id>",
      idPattern: /^[a-zA-Z0-9_-]{1,36}\|[A-Za-z0-9-]{1,60}$/,
      addresses: ({ environment }) =>
        Object.entries(environment.projects).flatMap(([project, { members }]) =>
          Object.keys(members).map((member) => [project, member]),
        ),
      describedAt: (project) => ({
        among: [["projects"], ["projects", project], ["projects", project, "members"]],
      }),
    },
  },
} as const satisfies KindDescriptor;
