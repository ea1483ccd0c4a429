import { newId } from "../../../identifiers";
import type { Call } from "../../../service";
import { accessOf } from "../data-access/model";
import type { SubscriptionTarget } from "../data-access/shapes";
import { blueprintName } from "../environment-problem";
import { environmentsOf } from "../environments";
import { type Domain, type Environment, now } from "../model";

/** Blueprint whose environments the service gives a target of its own for tables of Glue. */
const DATA_LAKE = "DataLake";
const TYPE = "GlueSubscriptionTargetType";
const CONFIG_FORM = "GlueSubscriptionTargetConfigForm";
const ASSET_TYPES = ["amazon.datazone.GlueTableAssetType", "amazon.datazone.GlueViewAssetType"];

const isUp = ({ failure, deletingSince, activeAt }: Environment): boolean =>
  failure === undefined && deletingSince === undefined && Date.now() >= activeAt;

/** Targets of an environment that is up; an environment of the data lake has been given its own by then. */
export function targetsOf(domain: Domain, environment: Environment, call: Call): SubscriptionTarget[] {
  const { targets, served } = accessOf(domain, call);
  const lake = blueprintName(domain, environment.environmentBlueprintId) === DATA_LAKE;
  if (lake && isUp(environment) && !(environment.id in served)) {
    served[environment.id] = { projectId: environment.projectId };
    const target = lakeTarget(domain, environment);
    targets[target.id] = target;
    call.emulator.store.changed();
  }
  return Object.values(targets).filter(({ environmentId }) => environmentId === environment.id);
}

/** Targets of all environments of a project that are up. */
export const targetsOfProject = (domain: Domain, projectId: string, call: Call): SubscriptionTarget[] =>
  environmentsOf(domain, projectId, call)
    .filter(isUp)
    .flatMap((environment) => targetsOf(domain, environment, call));

function lakeTarget(domain: Domain, environment: Environment): SubscriptionTarget {
  const { id, projectId, awsAccountId, environmentBlueprintId, name } = environment;
  const configuration = domain.blueprintConfigurations[awsAccountId]?.[environmentBlueprintId];
  const at = now();
  return {
    id: newId(),
    projectId,
    environmentId: id,
    name,
    type: TYPE,
    provider: "Amazon DataZone",
    authorizedPrincipals: [`arn:aws:iam::${awsAccountId}:role/datazone_usr_role_${projectId}_${id}`],
    manageAccessRole: configuration?.manageAccessRoleArn,
    applicableAssetTypes: ASSET_TYPES,
    config: [{ formName: CONFIG_FORM, content: JSON.stringify({ databaseName: `glue_db_${id}` }) }],
    grantCreationMode: "AUTOMATIC",
    createdAt: at,
    createdBy: "SYSTEM",
    updatedAt: at,
  };
}
