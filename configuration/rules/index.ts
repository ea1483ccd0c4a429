import type { Problem } from "../problems";
import { mergeProblems, toProblem } from "./located-problem";
import { DOMAIN_RULES, ORGANIZATION_RULES, STAGE_RULES } from "./registry";
import { domainsOf, type OrganizationView } from "./view";

export type { DomainRule, Finding, OrganizationRule, StageRule } from "./finding";
export { DOMAIN_RULES, ORGANIZATION_RULES, STAGE_RULES } from "./registry";
export {
  domainsOf,
  viewOrganization,
  type DomainView,
  type OrganizationView,
  type StageInput,
  type StageView,
} from "./view";

/** Problems and warnings of all rules. */
export function checkRules(organization: OrganizationView): Problem[] {
  const { stages } = organization;
  const [anyStage] = stages;
  const found = [
    ...stages.flatMap((stage) =>
      STAGE_RULES.flatMap((rule) => rule(stage)).map((finding) => toProblem(finding, stage)),
    ),
    ...domainsOf(organization).flatMap((domain) =>
      DOMAIN_RULES.flatMap((rule) => rule(domain)).map((finding) => toProblem(finding, domain[0])),
    ),
    ...ORGANIZATION_RULES.flatMap((rule) => rule(organization)).map((finding) => toProblem(finding, anyStage)),
  ];
  return mergeProblems(found.filter((located) => located !== undefined));
}
