import {
  CreateRuleCommand,
  DeleteRuleCommand,
  GetRuleCommand,
  ListRulesCommand,
  type MetadataFormReference,
  type RuleDetail,
  type RuleScope,
  UpdateRuleCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import { asSet, Keyed } from "../engine/comparison";
import type { Handler, Scope } from "../engine/handler";
import { liveRevision, revisionToSend, wantedRevision } from "./form-revisions";

type RuleProperties = Properties<"MetadataRule">;

/** Scope that names nothing. */
const ALL = "all";

/** Rules on what publishing or subscribing must carry. UpdateRule changes neither action nor unit. */
export const metadataRule: Handler<"MetadataRule"> = {
  kind: "MetadataRule",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: (properties) => ({
    name: properties.name,
    description: properties.description,
    includeChildDomainUnits: properties.includeChildDomainUnits,
    assetTypes: properties.assetTypes === undefined ? ALL : asSet(properties.assetTypes),
    dataProducts: properties.dataProducts,
    projectIds: properties.projectIds === undefined ? ALL : asSet(properties.projectIds),
    forms: new Keyed(Object.fromEntries(properties.forms.map((form) => [form.formType, wantedRevision(form)]))),
    termIds: asSet(properties.termIds),
  }),

  async get({ clients }, properties, id) {
    const { domainId } = properties;
    const live = await clients.datazone().send(new GetRuleCommand({ domainIdentifier: domainId, identifier: id }));
    const { assetType, project, dataProduct = false } = live.scope ?? {};
    const forms: Record<string, string> = {};
    for (const form of live.detail?.metadataFormEnforcementDetail?.requiredMetadataForms ?? []) {
      const { typeIdentifier = "", typeRevision = "" } = form;
      const wanted = properties.forms.find(({ formType }) => formType === typeIdentifier);
      forms[typeIdentifier] = await liveRevision(clients, domainId, typeIdentifier, typeRevision, wanted);
    }
    return {
      id,
      phase: "ready",
      values: {
        name: live.name,
        description: live.description,
        includeChildDomainUnits: live.target?.domainUnitTarget?.includeChildDomainUnits ?? false,
        assetTypes: assetType?.selectionMode === "SPECIFIC" ? asSet(assetType.specificAssetTypes) : ALL,
        dataProducts: dataProduct,
        projectIds: project?.selectionMode === "SPECIFIC" ? asSet(project.specificProjects) : ALL,
        forms: new Keyed(forms),
        termIds: asSet(live.detail?.glossaryTermEnforcementDetail?.requiredGlossaryTermIds),
      },
      createOnly: {
        domainUnitId: live.target?.domainUnitTarget?.domainUnitId,
        action: live.action,
        ruleType: live.ruleType,
      },
      attributes: {},
    };
  },

  async find(scope, properties) {
    const rules = await allPages(
      (nextToken) =>
        scope.clients.datazone().send(
          new ListRulesCommand({
            domainIdentifier: properties.domainId,
            targetType: "DOMAIN_UNIT",
            targetIdentifier: properties.domainUnitId,
            nextToken,
          }),
        ),
      (page) => page.items,
    );
    const found = rules.find(({ name }) => name === properties.name);
    return found?.identifier === undefined ? undefined : metadataRule.get(scope, properties, found.identifier);
  },

  async create(scope, properties, token) {
    const detail = await detailOf(scope, properties);
    const { identifier } = await scope.clients.datazoneOnce().send(
      new CreateRuleCommand({
        domainIdentifier: properties.domainId,
        name: properties.name,
        description: properties.description,
        action: properties.action,
        target: {
          domainUnitTarget: {
            domainUnitId: properties.domainUnitId,
            includeChildDomainUnits: properties.includeChildDomainUnits,
          },
        },
        scope: scopeOf(properties),
        detail,
        clientToken: token,
      }),
    );
    return identifier ?? "";
  },

  async update(scope, properties, live) {
    await scope.clients.datazone().send(
      new UpdateRuleCommand({
        domainIdentifier: properties.domainId,
        identifier: live.id,
        name: properties.name,
        description: properties.description ?? "",
        includeChildDomainUnits: properties.includeChildDomainUnits,
        scope: scopeOf(properties),
        detail: await detailOf(scope, properties),
      }),
    );
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(new DeleteRuleCommand({ domainIdentifier: domainId, identifier: id }));
  },
};

function scopeOf({ assetTypes, dataProducts, projectIds }: RuleProperties): RuleScope {
  return {
    assetType:
      assetTypes === undefined
        ? { selectionMode: "ALL" }
        : { selectionMode: "SPECIFIC", specificAssetTypes: [...asSet(assetTypes)] },
    dataProduct: dataProducts,
    project:
      projectIds === undefined
        ? { selectionMode: "ALL" }
        : { selectionMode: "SPECIFIC", specificProjects: [...asSet(projectIds)] },
  };
}

async function detailOf(scope: Scope, { domainId, ruleType, forms, termIds }: RuleProperties): Promise<RuleDetail> {
  if (ruleType === "GLOSSARY_TERM_ENFORCEMENT")
    return { glossaryTermEnforcementDetail: { requiredGlossaryTermIds: [...asSet(termIds)] } };
  const requiredMetadataForms: MetadataFormReference[] = [];
  for (const form of forms) {
    const typeRevision = await revisionToSend(scope, domainId, form);
    requiredMetadataForms.push({ typeIdentifier: form.formType, typeRevision });
  }
  return { metadataFormEnforcementDetail: { requiredMetadataForms } };
}
