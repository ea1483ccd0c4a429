import type { AccountInfo, CustomAccountPoolHandler } from "@aws-sdk/client-datazone";
import { validationError } from "../../errors";
import type { Call } from "../../service";
import type { Domain } from "./model";
import { callerAsMember } from "./principals";
import { DATAZONE } from "./role-trust";

/**
 * The handler's reply, as the administrator guide's page on account pools and AWS's sample describe it (AccountPoolFactory in
 * aws/Unified-Studio-for-Amazon-Sagemaker).
 */
interface HandlerReply {
  readonly operationResponse?: {
    readonly listAuthorizedAccountsResponse?: { readonly items?: AccountInfo[]; readonly nextToken?: string };
    readonly validateAccountAuthorizationResponse?: { readonly authResult?: string };
  };
}

const MAX_RESULTS = 100;

/** Both request keys are present and one of them is null, as DataZone sends them. */
const event = (list: object | null, validate: object | null) => ({
  operationRequest: { listAuthorizedAccountsRequest: list, validateAccountAuthorizationRequest: validate },
});

async function ask(handler: CustomAccountPoolHandler, request: object, call: Call): Promise<HandlerReply> {
  await assumeInvoker(handler, call);
  const reply = await call.emulator.invokeFunction(handler.lambdaFunctionArn!, request);
  return (reply ?? {}) as HandlerReply;
}

/**
 * DataZone invokes a pool's function as the role that the pool names. It sends neither `aws:SourceAccount` nor `aws:SourceArn`
 * when it assumes this role, so that a trust with a condition on one of them ends every listing (field log of
 * AccountPoolFactory in aws/Unified-Studio-for-Amazon-Sagemaker). In which words it says so is UNCONFIRMED.
 */
async function assumeInvoker(handler: CustomAccountPoolHandler, call: Call): Promise<void> {
  const { judge } = call.emulator;
  const { lambdaFunctionArn: resource, lambdaExecutionRoleArn: role } = handler;
  if (judge === undefined || role === undefined || resource === undefined) return;
  if (!(await judge.mayAssume(DATAZONE, role, {}, call))) throw validationError("Unable to assume role ");
  const need = { action: "lambda:InvokeFunction", resource, accountId: resource.split(":")[4] };
  if (!(await judge.mayAs(role, "AmazonDataZone", need, call)))
    throw validationError(`Role ${role} is not authorized to invoke the account pool handler ${resource}`);
}

/** Asks a pool's function for the accounts that the caller may use. */
export async function accountsOfHandler(domain: Domain, handler: CustomAccountPoolHandler, call: Call) {
  const request = event(
    {
      domainIdentifier: domain.id,
      domainUnitIdentifier: domain.rootDomainUnitId,
      domainRegion: domain.region,
      domainPartition: domain.arn.split(":")[1],
      userIdentifier: callerAsMember(domain, call).profileId,
      maxResults: MAX_RESULTS,
      nextToken: null,
    },
    null,
  );
  // That there is only one page is assumed.
  const items = (await ask(handler, request, call)).operationResponse?.listAuthorizedAccountsResponse?.items;
  if (!Array.isArray(items))
    throw validationError(
      `The account pool handler ${handler.lambdaFunctionArn} did not answer with a list of accounts`,
    );
  return items;
}

/** Tells whether the handler lets the caller use an account and Region; called during CreateProject. */
export async function handlerGrants(
  domain: Domain,
  handler: CustomAccountPoolHandler,
  awsAccountId: string,
  regionName: string,
  call: Call,
): Promise<boolean> {
  const userIdentifier = callerAsMember(domain, call).profileId;
  const request = event(null, { domainIdentifier: domain.id, awsAccountId, regionName, userIdentifier });
  const reply = await ask(handler, request, call);
  return reply.operationResponse?.validateAccountAuthorizationResponse?.authResult === "GRANT";
}
