import { Construct } from "constructs";
import { API_SETTINGS_KEY } from "../../contracts/application/api-settings";
import { ApiFunction, type ApplicationQueue, HttpApi, type ProjectsFunction } from "../../modules/application";
import { bundleFunction } from "../../modules/function-code";
import { apiSettingsDocument } from "../api-settings-document";
import type { ApplicationGround } from "./ground";

/**
 * Adds the HTTP API and the function behind it, with its settings; nothing where the application has no API.
 *
 * @param parts - the queue that wakes the function which settles requests for access, and the function that makes projects, where people ask
 * for them
 */
export function addApi(
  ground: ApplicationGround,
  { queue, projects }: { readonly queue: ApplicationQueue; readonly projects?: ProjectsFunction },
): HttpApi | undefined {
  const { stack, plan, place, bucket, table } = ground;
  const { api, logRetentionDays } = plan.application;
  if (api === undefined) return undefined;
  const { identity, requestsPerSecond, customDomain } = api;
  const issuer = plan.context.options.issuer ?? identity.issuer;
  const scope = new Construct(stack, "Api");
  const lambda = new ApiFunction(scope, "Function", {
    place,
    code: bundleFunction("application-api"),
    domainId: plan.domain.domainId,
    settingsVersion: ground.addSettings("ApiSettings", {
      key: API_SETTINGS_KEY,
      content: apiSettingsDocument(plan.stage, { ...plan.application, issuer }, plan.stages, plan),
    }),
    logRetentionDays,
    bucket,
    table,
    queue,
    projects,
  });
  return new HttpApi(scope, "Http", {
    place,
    function: lambda,
    issuer,
    audiences: identity.audiences ?? [identity.clientId],
    requestsPerSecond,
    customDomain,
  });
}
