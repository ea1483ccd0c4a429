import { z } from "zod";
import { dataAccess } from "../../governance/access-rules";

/** The governance application, in the stage that owns the domain. */
export const application = z.strictObject({
  /** Decisions on requests for access to data: rules, and the people who decide what rules hold. */
  dataAccess,
});
