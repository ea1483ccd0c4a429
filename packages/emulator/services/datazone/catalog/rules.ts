import type {
  CreateRuleCommandInput,
  DeleteRuleCommandInput,
  GetRuleCommandInput,
  ListRulesCommandInput,
  RuleDetail,
  RuleScope,
  RuleType,
  UpdateRuleCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, validationError } from "../../../errors";
import { madeBefore } from "../../../client-tokens";
import { newId } from "../../../identifiers";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { unitAndAncestors, unitOf } from "../domain-units";
import { type Domain, epoch } from "../model";
import { callerAsUser } from "../principals";
import { projectOf } from "../projects";
import { knowsAssetType } from "./asset-types";
import { formRevision } from "./form-types";
import { catalogOf, existing, isReadable, made, readable, type Rule, touch } from "./model";

const PAGE = 50;

const unitOfRule = ({ target }: Rule) => target.domainUnitTarget!;

const summary = (rule: Rule) => ({
  identifier: rule.id,
  revision: String(rule.revision),
  ruleType: rule.ruleType,
  name: rule.name,
  targetType: "DOMAIN_UNIT" as const,
  target: rule.target,
  action: rule.action,
  scope: rule.scope,
  updatedAt: epoch(rule.updatedAt),
  lastUpdatedBy: rule.updatedBy,
});

const describe = (rule: Rule) => ({
  ...summary(rule),
  detail: rule.detail,
  description: rule.description,
  createdAt: epoch(rule.createdAt),
  createdBy: rule.createdBy,
});

function checkDetail(domain: Domain, detail: RuleDetail | undefined): RuleType {
  for (const form of detail?.metadataFormEnforcementDetail?.requiredMetadataForms ?? [])
    formRevision(domain, form.typeIdentifier, form.typeRevision);
  for (const id of detail?.glossaryTermEnforcementDetail?.requiredGlossaryTermIds ?? [])
    if (!catalogOf(domain).terms[id]) throw validationError(`Glossary term ${id} does not exist`);
  if (detail?.metadataFormEnforcementDetail?.requiredMetadataForms?.length) return "METADATA_FORM_ENFORCEMENT";
  if (detail?.glossaryTermEnforcementDetail?.requiredGlossaryTermIds?.length) return "GLOSSARY_TERM_ENFORCEMENT";
  throw validationError("detail must have forms or terms");
}

function checkScope(domain: Domain, scope: RuleScope, call: Call): void {
  for (const name of scope.assetType?.specificAssetTypes ?? [])
    if (!knowsAssetType(domain, name)) throw validationError(`Asset type ${name} does not exist`);
  for (const id of scope.project?.specificProjects ?? []) projectOf(domain, id, call);
}

function checkUnique(domain: Domain, unitId: string, name: string, self?: string): void {
  const taken = Object.values(catalogOf(domain).rules).some(
    (other) => unitOfRule(other).domainUnitId === unitId && other.name === name && other.id !== self,
  );
  if (taken) throw conflict(`Rule with name ${name} already exists`);
}

function createRule(input: CreateRuleCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const { rules } = catalogOf(domain);
  const { name, description, target, action, scope, detail, clientToken } = input;
  const repeated = madeBefore(rules, clientToken);
  if (repeated) return described(repeated);
  const unit = unitOf(domain, target?.domainUnitTarget?.domainUnitId);
  checkUnique(domain, unit.id, name!);
  checkScope(domain, scope!, call);
  const includeChildDomainUnits = target?.domainUnitTarget?.includeChildDomainUnits ?? false;
  const rule: Rule = {
    ...made(callerAsUser(domain, call), call, clientToken),
    id: newId(),
    revision: 1,
    name: name!,
    description,
    ruleType: checkDetail(domain, detail),
    target: { domainUnitTarget: { domainUnitId: unit.id, includeChildDomainUnits } },
    action: action!,
    scope: scope!,
    detail: detail!,
  };
  rules[rule.id] = rule;
  return described(rule);
}

/** The answer to a creation, which has no revision. */
function described(rule: Rule) {
  const { identifier, name, ruleType, target, action, scope, detail, targetType } = describe(rule);
  const { description, createdAt, createdBy } = describe(rule);
  return {
    ...{ identifier, name, ruleType, target, action, scope, detail, targetType },
    ...{ description, createdAt, createdBy },
  };
}

function updateRule(input: UpdateRuleCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const rule = existing(catalogOf(domain).rules[input.identifier!], `Rule ${input.identifier}`);
  if (input.name !== undefined) checkUnique(domain, unitOfRule(rule).domainUnitId!, input.name, rule.id);
  if (input.scope !== undefined) checkScope(domain, input.scope, call);
  if (input.detail !== undefined && checkDetail(domain, input.detail) !== rule.ruleType)
    throw validationError(`Rule ${rule.id} is of type ${rule.ruleType}`);
  for (const member of ["name", "description", "scope", "detail"] as const)
    if (input[member] !== undefined) Object.assign(rule, { [member]: input[member] });
  if (input.includeChildDomainUnits !== undefined)
    unitOfRule(rule).includeChildDomainUnits = input.includeChildDomainUnits;
  rule.revision += 1;
  touch(rule, callerAsUser(domain, call));
  // Its answer has no targetType, unlike the others (botocore).
  const { targetType: _, ...answer } = describe(rule);
  return answer;
}

/** Rules of a unit; with `includeCascaded` also those of units above it that include their children. */
function listRules(input: ListRulesCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const [own, ...above] = unitAndAncestors(domain, input.targetIdentifier!).map(({ id }) => id);
  const found = Object.values(catalogOf(domain).rules)
    .filter(isReadable)
    .filter((rule) => {
      const { domainUnitId, includeChildDomainUnits } = unitOfRule(rule);
      const cascaded = input.includeCascaded === true && includeChildDomainUnits === true;
      return domainUnitId === own || (cascaded && above.includes(domainUnitId!));
    })
    .filter(({ ruleType, action }) => (input.ruleType ?? ruleType) === ruleType && (input.action ?? action) === action)
    .sort((a, b) => a.name.localeCompare(b.name));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map(summary), nextToken };
}

/** Operations on rules. */
export const RULE_OPERATIONS: Operations = {
  CreateRule: operation(createRule),
  GetRule: operation((input: GetRuleCommandInput, call) => {
    const { rules } = catalogOf(domainOf(input.domainIdentifier!, call));
    return describe(readable(rules[input.identifier!], `Rule ${input.identifier}`));
  }),
  UpdateRule: operation(updateRule),
  DeleteRule: operation((input: DeleteRuleCommandInput, call) => {
    const { rules } = catalogOf(availableDomainOf(input.domainIdentifier!, call));
    delete rules[existing(rules[input.identifier!], `Rule ${input.identifier}`).id];
    return {};
  }),
  ListRules: operation(listRules),
};
