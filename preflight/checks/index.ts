import type { Check } from "../check";
import { associations } from "./associations";
import { blueprints } from "./blueprints";
import { endpointServices } from "./endpoint-services";
import { identityCenter } from "./identity-center";
import { keys } from "./keys";
import { memberships } from "./memberships";
import { names } from "./names";
import { networks } from "./networks";
import { parameters } from "./parameters";
import { projectGrants } from "./project-grants";
import { projects } from "./projects";
import { quotas } from "./quotas";
import { roles } from "./roles";
import { sharing } from "./sharing";
import { zones } from "./zones";

/** All checks, in the order of an apply. */
export const CHECKS: readonly Check[] = [
  identityCenter,
  sharing,
  zones,
  endpointServices,
  networks,
  quotas,
  names,
  roles,
  keys,
  associations,
  blueprints,
  parameters,
  projectGrants,
  memberships,
  projects,
];

/** Questions that come before all checks: without their answers nothing else can be asked. */
export const FIRST_QUESTIONS = [
  { name: "access", asks: "Can the deploy role and the plan role of every account be assumed, with the external id?" },
  { name: "regions", asks: "Has every account enabled the Regions that the stage uses there?" },
  { name: "domain", asks: "Is the domain, where there is one, available and of version V2?" },
] as const;
