import type { IdentityResolver } from "../../identity";
import type { MotoProxy } from "../../moto-proxy";
import type { EmulatorContext, HttpReply, HttpRequest } from "../../service";
import { addressesOf, type ApiAddresses, type ApiRequest, apiRequestOf } from "./addresses";
import { GatewayRefusal, newRequestId, notFound, tooLarge } from "./answers";
import { Authorization } from "./authorization";
import { preflight, withCors } from "./cors";
import { Integrations, type RunFunction } from "./integration";
import { Issuers } from "./issuers";
import { allApis, findApi, type HttpApi } from "./model";
import { routeOf, stageOf } from "./routes";

/** API Gateway's largest body: 10 MB. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Serves HTTP APIs that moto holds, as API Gateway does. */
export class HttpApiGateway {
  private readonly issuers = new Issuers();
  private readonly authorization: Authorization;
  private readonly integrations: Integrations;

  constructor(
    private readonly emulator: EmulatorContext,
    private readonly proxy: MotoProxy,
    identity: IdentityResolver,
    run: RunFunction,
  ) {
    this.authorization = new Authorization(emulator, this.issuers, identity);
    this.integrations = new Integrations(emulator, run);
  }

  /** Answers a request to an API; undefined for a request to anything else. */
  async answer(request: HttpRequest): Promise<HttpReply | undefined> {
    const asked = apiRequestOf(request);
    if (asked === undefined) return undefined;
    const started = Date.now();
    const requestId = newRequestId();
    const api = await findApi(this.proxy, asked.apiId);
    const reply = await this.serve(api, asked, request, requestId);
    this.log(api, asked, request, reply, started);
    const { headers } = reply;
    return { ...reply, headers: { ...headers, "apigw-requestid": requestId } };
  }

  /** Every API with its addresses. */
  async list(): Promise<readonly ApiAddresses[]> {
    return (await allApis(this.proxy)).map((api) => addressesOf(api, this.emulator.url()));
  }

  private async serve(
    api: HttpApi | undefined,
    asked: ApiRequest,
    request: HttpRequest,
    requestId: string,
  ): Promise<HttpReply> {
    try {
      if (api?.protocolType !== "HTTP" || api.disableExecuteApiEndpoint === true) throw notFound();
      const answered = preflight(request, api.corsConfiguration);
      return answered ?? withCors(await this.route(api, asked, request, requestId), request, api.corsConfiguration);
    } catch (error) {
      if (!(error instanceof GatewayRefusal)) throw error;
      return withCors(error.reply(), request, api?.corsConfiguration);
    }
  }

  private async route(api: HttpApi, asked: ApiRequest, request: HttpRequest, requestId: string): Promise<HttpReply> {
    const rawPath = decoded(asked.path);
    const found = stageOf(rawPath, api.stages);
    const match = found && routeOf(request.method, found.path, api.routes);
    if (found === undefined || match === undefined) throw notFound();
    const { stage, path } = found;
    const resource = `arn:aws:execute-api:${api.region}:${api.account}:${api.apiId}/${stage.stageName}/${request.method}${path}`;
    const authorizer = await this.authorization.authorize({ api, route: match.route, request, resource });
    if (request.body.length > MOST_BYTES) throw tooLarge();
    return this.integrations.call({ api, stage, match, request, rawPath, authorizer, requestId });
  }

  private log(
    api: HttpApi | undefined,
    { apiId, path }: ApiRequest,
    { method }: HttpRequest,
    { status, body }: HttpReply,
    started: number,
  ): void {
    this.emulator.log.add({
      time: new Date(started).toISOString(),
      service: "execute-api",
      operation: `${method} ${path}`,
      account: api?.account ?? "",
      region: api?.region ?? "",
      caller: apiId,
      requestId: "",
      status,
      error: status >= 400 ? body.toString().slice(0, 200) : undefined,
      fault: undefined,
      milliseconds: Date.now() - started,
    });
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // not encoded as addresses are
  }
}
