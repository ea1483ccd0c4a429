import { GetAssetCommand, type GetAssetOutput, GetProjectCommand } from "@aws-sdk/client-datazone";
import { UNKNOWN_REQUESTER, type RequestView } from "../../../governance/access";
import type { AccessFacts } from "../../../governance/access-rules";
import { columnsInForms } from "../../../governance/assets";
import { roleOfSession } from "../../../governance/people";
import { EnvironmentsOfRun } from "./environments";
import { orUnknown, profileArn } from "./look";
import type { DomainAccess } from "./settings";
import { wishesOf } from "./wishes";

const DAY = 86_400_000;

/**
 * Facts of a request, wherever it was made: what the service says of its parties, and what its form says is wished.
 *
 * @param environments - Where this run remembers what it reads of environments. @default - nowhere
 */
export async function factsOf(
  access: DomainAccess,
  request: RequestView,
  environments = new EnvironmentsOfRun(access),
): Promise<AccessFacts> {
  const [asset, producer, consumer, groups] = await Promise.all([
    request.assetId === "" || request.beyond === "data-product" ? {} : assetFacts(access, request.assetId),
    projectFacts(access, request.producerProjectId, environments),
    request.consumerProjectId === "" ? {} : projectFacts(access, request.consumerProjectId, environments),
    groupsOf(access, request.requester),
  ]);
  const { ageDays: _age, ...producing } = producer;
  return {
    asset,
    producer: producing,
    consumer,
    requester: { groups },
    request: wishesOf(request, access.names.requestForm),
  };
}

async function assetFacts(
  { client, domainId, names }: DomainAccess,
  identifier: string,
): Promise<AccessFacts["asset"]> {
  const asset = await orUnknown(() => client.send(new GetAssetCommand({ domainIdentifier: domainId, identifier })));
  if (asset === undefined) return {};
  const { typeIdentifier = "", glossaryTerms = [], governedGlossaryTerms = [] } = asset;
  return {
    type: names.assetTypes[typeIdentifier] ?? typeIdentifier,
    terms: termNames([...glossaryTerms, ...governedGlossaryTerms], names.terms),
    columns: columnsOf(asset, names.terms),
  };
}

/** Terms as rules write them; one that the configuration does not have keeps its id, which no rule names. */
const termNames = (ids: readonly string[], terms: DomainAccess["names"]["terms"]): string[] =>
  ids.map((id) => terms[id] ?? id);

/** Columns of an asset with their terms, from the forms of its table; nothing where it has no form that names columns. */
function columnsOf(
  { formsOutput }: Pick<GetAssetOutput, "formsOutput">,
  terms: DomainAccess["names"]["terms"],
): Record<string, string[]> | undefined {
  const forms = (formsOutput ?? []).map(
    ({ formName = "", content }) => [formName, JSON.parse(content ?? "{}") as unknown] as const,
  );
  const columns = columnsInForms(Object.fromEntries(forms));
  return columns && Object.fromEntries(columns.map((column) => [column.name, termNames(column.terms, terms)]));
}

async function projectFacts(
  { client, domainId, names, clock }: DomainAccess,
  identifier: string,
  places: EnvironmentsOfRun,
): Promise<AccessFacts["consumer"]> {
  const [project, environments] = await Promise.all([
    orUnknown(() => client.send(new GetProjectCommand({ domainIdentifier: domainId, identifier }))),
    orUnknown(() => places.read(identifier)),
  ]);
  const stages = new Set((environments ?? []).map(({ awsAccountId = "" }) => names.stages[awsAccountId]));
  const [stage] = stages;
  const age = project?.createdAt && Date.parse(clock()) - project.createdAt.getTime();
  return {
    unit: names.units[project?.domainUnitId ?? ""],
    // A project that works in accounts of several stages has none.
    stage: stages.size === 1 ? stage : undefined,
    ageDays: age === undefined ? undefined : Math.max(0, Math.floor(age / DAY)),
  };
}

/**
 * Groups of the requester, where the service says who that is: sessions of a role that is a group. The service does not tell the
 * groups of a person of Identity Center: they are not known.
 */
async function groupsOf(access: DomainAccess, user: string): Promise<string[] | undefined> {
  const { names } = access;
  const arn = user === UNKNOWN_REQUESTER ? undefined : await profileArn(access, user);
  if (arn === undefined) return undefined;
  // An ARN with its path may be written in the settings as well; sessions do not tell it.
  const group = names.groupRoles[arn] ?? names.groupRoles[roleOfSession(arn)];
  return group === undefined ? [] : [group];
}
