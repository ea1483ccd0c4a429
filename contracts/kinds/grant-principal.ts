import { z } from "zod";

/** Principal that a grant names, flat: create-only values are texts. */
export const GRANT_PRINCIPAL = {
  principalType: z.enum([
    "USER",
    "ALL_USERS",
    "GROUP",
    "PROJECT",
    "PROJECTS_OF_UNIT",
    "OWNERS_OF_UNIT",
    "OWNERS_OF_ALL_UNITS",
  ]),
  /** Id of the user, group, project or unit; absent where the type says all. */
  principalId: z.string().optional(),
  /** For projects. */
  projectDesignation: z.enum(["OWNER", "CONTRIBUTOR", "PROJECT_CATALOG_STEWARD"]).optional(),
  /** For the projects of a unit; text, as all create-only values. */
  includeChildDomainUnits: z.enum(["true", "false"]).optional(),
};
