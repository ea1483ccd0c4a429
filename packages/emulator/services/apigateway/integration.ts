import { type Actor, DeliveryError } from "../../data-plane/actor";
import { requirePermission, requireRole } from "../../data-plane/permission";
import { serviceCall } from "../../data-plane/service-call";
import { ServiceError } from "../../errors";
import type { EmulatorContext, HttpReply } from "../../service";
import type { InvocationReply } from "../lambda/invoker";
import { internalServerError, notEmulated, serviceUnavailable } from "./answers";
import type { HttpApi, Integration, Route } from "./model";
import { type Invocation, proxyEvent } from "./payload";
import { proxyReply } from "./proxy-reply";

/** Principal of API Gateway. */
const PRINCIPAL = "apigateway.amazonaws.com";
const TIMEOUT_MS = 30_000;

/** Runs a function for a service that waits for its answer. */
export type RunFunction = (functionArn: string, event: unknown) => Promise<InvocationReply>;

/** Calls integrations of routes: functions, by proxy, in format 2.0. */
export class Integrations {
  constructor(
    private readonly emulator: EmulatorContext,
    private readonly run: RunFunction,
  ) {}

  /** @throws GatewayRefusal where there is no answer of a function */
  async call(invocation: Invocation): Promise<HttpReply> {
    const { api, match, stage } = invocation;
    const integration = integrationOf(api, match.route);
    const functionArn = functionOf(integration);
    await this.permit(invocation, functionArn, integration);
    const limit = integration.timeoutInMillis ?? TIMEOUT_MS;
    const reply = await within(limit, this.run(functionArn, proxyEvent(invocation))).catch((error: unknown) => {
      // What Lambda refuses is a failure of the integration.
      if (!(error instanceof ServiceError)) throw error;
      return this.fail(`${functionArn}: ${error.message}`, stage.stageName);
    });
    if (reply.functionError !== undefined) return this.fail(`${functionArn}: ${reply.payload}`, stage.stageName);
    return proxyReply(reply.payload);
  }

  /** The function lets API Gateway in for the route, or the integration has a role that may invoke it. */
  private async permit({ api, match, stage, request }: Invocation, resource: string, { credentialsArn }: Integration) {
    const { routeKey } = match.route;
    const [, template] = routeKey.split(" ") as [string, string | undefined];
    const path = template === undefined ? routeKey : `${request.method}${template}`;
    const actor: Actor = {
      principal: PRINCIPAL,
      sourceArn: `arn:aws:execute-api:${api.region}:${api.account}:${api.apiId}/${stage.stageName}/${path}`,
      account: api.account,
      sessionName: "apigateway",
    };
    const need = { action: "lambda:InvokeFunction", resource, accountId: resource.split(":")[4] };
    try {
      if (credentialsArn === undefined) return await requirePermission(actor, need, this.emulator);
      await requireRole(actor, credentialsArn, this.emulator);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      this.fail(error.message, stage.stageName);
    }
    await this.permitRole(credentialsArn ?? "", need, api);
  }

  private async permitRole(roleArn: string, need: { action: string; resource: string }, api: HttpApi): Promise<void> {
    const { judge } = this.emulator;
    const deed = { principal: PRINCIPAL, service: "lambda", operation: "Invoke", account: api.account };
    const call = serviceCall({ ...deed, region: api.region }, this.emulator);
    if (judge !== undefined && !(await judge.mayAs(roleArn, "BackplaneAssumeRoleSession", need, call)))
      this.fail(`${roleArn} may not invoke ${need.resource}`, "");
  }

  /** @throws GatewayRefusal always: callers learn nothing of the reason, operators do */
  private fail(reason: string, stage: string): never {
    process.stderr.write(`emulator: integration failed (${stage}): ${reason}\n`);
    throw internalServerError();
  }
}

function integrationOf(api: HttpApi, { target = "", routeKey }: Route): Integration {
  const found = api.integrations.find(({ integrationId }) => target === `integrations/${integrationId}`);
  if (found === undefined) throw internalServerError();
  const { integrationType, integrationSubtype, payloadFormatVersion } = found;
  if (integrationType !== "AWS_PROXY" || integrationSubtype !== undefined)
    throw notEmulated(`integration ${integrationSubtype ?? integrationType} (${routeKey})`);
  if (payloadFormatVersion !== "2.0") throw notEmulated(`payload format ${payloadFormatVersion} (${routeKey})`);
  return found;
}

/** ARN of a function, as it is or in the address by which API Gateway invokes it. */
function functionOf({ integrationUri = "" }: Integration): string {
  const [, wrapped] = /:path\/[^/]+\/functions\/(arn:.+)\/invocations$/.exec(integrationUri) ?? [];
  return wrapped ?? integrationUri;
}

async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(serviceUnavailable()), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    // Nobody waits for it any more, and it may still fail.
    answer.catch(() => undefined);
  }
}
