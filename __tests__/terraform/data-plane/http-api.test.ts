import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  CreateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import { AddPermissionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { unverifiedAuthorization } from "../../../packages/emulator/identity";
import { exactClaims } from "../../../governance/people";
import { describeLife } from "../../support/life";
import { ACCOUNT, Cloud, REGION } from "./cloud";
import { Issuer } from "./issuer";

/** Function that answers as its body asks it to. */
const ANSWER = `
const wanted = event.body && !event.isBase64Encoded && event.headers["content-type"] === "application/json" ? JSON.parse(event.body) : {};
if (wanted.fail) throw new Error("no");
if (wanted.sleep) await new Promise((resolve) => setTimeout(resolve, wanted.sleep));
return wanted.answer ?? { statusCode: 200, headers: { "Content-Type": "application/json", "access-control-allow-origin": "evil" }, cookies: ["a=1", "b=2"], body: JSON.stringify(event) };`;

interface ProxyEvent {
  readonly routeKey: string;
  readonly pathParameters?: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: { readonly authorizer?: { readonly jwt?: object; readonly iam?: { userArn: string } } };
}

describeLife("HTTP APIs", () => {
  let cloud: Cloud;
  let issuer: Issuer;
  let apiId: string;
  beforeAll(async () => {
    [cloud, issuer] = await Promise.all([Cloud.start(), Issuer.start()]);
    apiId = await made();
  });
  afterAll(async () => {
    issuer.stop();
    await cloud.stop();
  });

  /** An API with a route of each kind, and a function that lets it in. */
  const made = async (): Promise<string> => {
    const gateway = new ApiGatewayV2Client(cloud.settings);
    const role = await cloud.role("api", "lambda.amazonaws.com", []);
    const fn = await cloud.fn("api", role, ANSWER, 10);
    const closed = await cloud.fn("closed", role, ANSWER);
    const CorsConfiguration = {
      AllowOrigins: ["https://portal.example.com"],
      AllowMethods: ["GET", "POST"],
      AllowHeaders: ["authorization"],
      MaxAge: 60,
    };
    const { ApiId } = await gateway.send(
      new CreateApiCommand({ Name: "governance", ProtocolType: "HTTP", CorsConfiguration }),
    );
    const { AuthorizerId } = await gateway.send(
      new CreateAuthorizerCommand({
        ApiId,
        Name: "people",
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Issuer: issuer.url, Audience: [issuer.audience] },
      }),
    );
    const integration = async (uri: string, changes: object = {}): Promise<string> => {
      const command = new CreateIntegrationCommand({
        ApiId,
        IntegrationType: "AWS_PROXY",
        IntegrationUri: uri,
        PayloadFormatVersion: "2.0",
        ...changes,
      });
      return `integrations/${(await gateway.send(command)).IntegrationId}`;
    };
    const wrapped = `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${fn}/invocations`;
    const open = await integration(wrapped);
    const hurried = await integration(fn, { TimeoutInMillis: 300 });
    const shut = await integration(closed);
    const jwt = { AuthorizationType: "JWT", AuthorizerId } as const;
    const routes: (Partial<CreateRouteCommandInput> & { RouteKey: string })[] = [
      { RouteKey: "GET /open" },
      { RouteKey: "POST /open" },
      { RouteKey: "ANY /projects/{id}" },
      { RouteKey: "GET /projects/new" },
      { RouteKey: "GET /projects/{id}" },
      { RouteKey: "GET /files/{path+}" },
      { RouteKey: "GET /people", ...jwt },
      { RouteKey: "GET /scoped", ...jwt, AuthorizationScopes: ["projects:read", "admin"] },
      { RouteKey: "GET /machines/{id}", AuthorizationType: "AWS_IAM" },
      { RouteKey: "POST /hurried", Target: hurried },
      { RouteKey: "GET /shut", Target: shut },
    ];
    for (const route of routes) await gateway.send(new CreateRouteCommand({ ApiId, Target: open, ...route }));
    for (const [StageName, StageVariables] of [
      ["$default", undefined],
      ["dev", { table: "t" }],
    ] as const)
      await gateway.send(new CreateStageCommand({ ApiId, StageName, AutoDeploy: true, StageVariables }));
    await new LambdaClient(cloud.settings).send(
      new AddPermissionCommand({
        FunctionName: "api",
        StatementId: "api",
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${ApiId}/*/*/*`,
      }),
    );
    return ApiId!;
  };
  const ask = (path: string, init: RequestInit = {}) => fetch(`${cloud.url}/_api/${apiId}${path}`, init);
  const event = async (path: string, init: RequestInit = {}): Promise<ProxyEvent> => {
    const response = await ask(path, init);
    expect(response.status).toBe(200);
    return (await response.json()) as ProxyEvent;
  };
  const post = (body: object) => ({
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  it("lists every API with its addresses", async () => {
    const { apis } = await cloud.control<{ apis: object[] }>("apis");
    expect(apis).toMatchObject([
      {
        apiId,
        name: "governance",
        account: ACCOUNT,
        stages: {
          $default: { url: `${cloud.url}/_api/${apiId}` },
          dev: { url: `${cloud.url}/_api/${apiId}/dev` },
        },
      },
    ]);
  });

  it("hands a request to the function in format 2.0, and its answer to the caller", async () => {
    const response = await ask("/open?a=1&a=2&b=x%20y", { headers: { cookie: "s=1; t=2", "x-own": "v" } });
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(response.headers.get("apigw-requestid")).toMatch(/=$/);
    const received = (await response.json()) as Record<string, unknown>;
    expect(received).toEqual({
      version: "2.0",
      routeKey: "GET /open",
      rawPath: "/open",
      rawQueryString: "a=1&a=2&b=x+y",
      cookies: ["s=1", "t=2"],
      headers: expect.objectContaining({ "x-own": "v", "x-forwarded-proto": "https" }) as object,
      queryStringParameters: { a: "1,2", b: "x y" },
      requestContext: {
        accountId: ACCOUNT,
        apiId,
        domainName: `${apiId}.execute-api.${REGION}.amazonaws.com`,
        domainPrefix: apiId,
        http: {
          method: "GET",
          path: "/open",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: expect.any(String) as string,
        },
        requestId: expect.any(String) as string,
        routeKey: "GET /open",
        stage: "$default",
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/) as string,
        timeEpoch: expect.any(Number) as number,
      },
      isBase64Encoded: false,
    });
  });

  it("serves named stages below their names, and APIs by host", async () => {
    expect(await event("/dev/open")).toMatchObject({
      rawPath: "/dev/open",
      requestContext: { stage: "dev", http: { path: "/dev/open" } },
      stageVariables: { table: "t" },
    });
    const { hostname, port } = new URL(cloud.url);
    const { get } = await import("node:http");
    const status = await new Promise((resolve) =>
      get({ hostname, port, path: "/open", headers: { host: `${apiId}.execute-api.localhost:${port}` } }, (reply) =>
        resolve(reply.resume().statusCode),
      ),
    );
    expect(status).toBe(200);
  });

  it.each([
    ["GET", "/projects/new", "GET /projects/new", undefined],
    ["GET", "/projects/7", "GET /projects/{id}", { id: "7" }],
    ["DELETE", "/projects/7", "ANY /projects/{id}", { id: "7" }],
    ["GET", "/files/a/b%20c.txt", "GET /files/{path+}", { path: "a/b c.txt" }],
  ])("%s %s goes to the route %s", async (method, path, routeKey, pathParameters) => {
    const received = await event(path, { method });
    expect([received.routeKey, received.pathParameters]).toEqual([routeKey, pathParameters]);
  });

  it.each([
    ["/nowhere", "GET"],
    ["/open", "DELETE"],
    ["/projects", "GET"],
    ["/projects/", "GET"],
    ["/files", "GET"],
  ])("answers 404 to %s %s", async (path, method) => {
    const response = await ask(path, { method });
    expect([response.status, await response.json()]).toEqual([404, { message: "Not Found" }]);
  });

  it("answers what functions answer, in the short form and the long one, and their failures", async () => {
    const answers = async (body: object, path = "/open") => {
      const response = await ask(path, post(body));
      return [response.status, response.headers.get("content-type"), await response.text()];
    };
    expect(await answers({ answer: { a: 1 } })).toEqual([200, "application/json", '{"a":1}']);
    expect(await answers({ answer: "text" })).toEqual([200, "application/json", "text"]);
    expect(await answers({ answer: { statusCode: 202, body: "aGk=", isBase64Encoded: true } })).toEqual([
      202,
      "text/plain; charset=utf-8",
      "hi",
    ]);
    const broken = [500, "application/json", '{"message":"Internal Server Error"}'];
    expect(await answers({ fail: true })).toEqual(broken);
    expect(await answers({ answer: { statusCode: "much" } })).toEqual(broken);
    expect(await answers({ sleep: 1000 }, "/hurried")).toEqual([
      503,
      "application/json",
      '{"message":"Service Unavailable"}',
    ]);
    const shut = await ask("/shut");
    expect([shut.status, await shut.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    const large = await ask("/open", { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([large.status, await large.json()]).toEqual([413, { message: "Request Entity Too Large" }]);
  });

  it("hands binary bodies over in base64", async () => {
    const headers = { "content-type": "application/octet-stream" };
    expect(await event("/open", { method: "POST", headers, body: Buffer.from([0, 255]) })).toMatchObject({
      body: "AP8=",
      isBase64Encoded: true,
    });
  });

  it("lets a token of the issuer in, with its claims as texts", async () => {
    const token = issuer.token({ "cognito:groups": ["a", "b"], admin: true, aud: ["x", issuer.audience] });
    const { requestContext } = await event("/people", withToken(token));
    expect(requestContext.authorizer?.jwt).toMatchObject({
      claims: { sub: "ann", "cognito:groups": "[a b]", admin: "true", iss: issuer.url },
      scopes: null,
    });
    const bare = { headers: { authorization: issuer.token({ aud: undefined, client_id: issuer.audience }) } };
    expect((await ask("/people", bare)).status).toBe(200);
  });

  it("hands the token over as well, from which the application reads groups with spaces as they are", async () => {
    const token = issuer.token({ groups: ["sales stewards", "b"], login: "ann", level: 3 });
    const { requestContext, headers } = await event("/people", withToken(token));
    const claims = (requestContext.authorizer?.jwt as { readonly claims: Record<string, string> }).claims;
    expect(claims.groups).toBe("[sales stewards b]");
    expect(exactClaims(claims, headers.authorization, ["groups", "login"])).toMatchObject({
      groups: ["sales stewards", "b"],
      login: "ann",
      iss: issuer.url,
    });
    const other = issuer.token({ login: "bob" });
    expect(exactClaims(claims, `Bearer ${other}`, ["groups", "login"])).toBeUndefined();
  });

  it.each<[string, (issuer: Issuer) => string, RegExp]>([
    ["of another audience", (one) => one.token({ aud: "other" }), /does not have a valid audience/],
    ["with another audience beside the client", (one) => one.token({ aud: "x", client_id: one.audience }), /audience/],
    ["that has expired", (one) => one.token({ exp: 1 }), /expired/],
    ["without an end", (one) => one.token({ exp: undefined }), /expired/],
    ["that is not valid yet", (one) => one.token({ nbf: 4e9 }), /not valid yet/],
    ["of another issuer", (one) => one.token({ iss: "https://other.example.com" }), /valid issuer/],
    ["signed by a stranger", (one) => one.token({}, { key: "stranger" }), /signature is invalid/],
    ["signed with an unknown key", (one) => one.token({}, { kid: "gone", key: "rsa" }), /unknown kid/],
    ["signed with ES256", (one) => one.token({}, { kid: "ec", alg: "ES256" }), /signing method is invalid/],
    ["without a signature", (one) => `${one.token().split(".").slice(0, 2).join(".")}.`, /signature is invalid/],
    ["that is none", () => "Basic", /malformed/],
  ])("refuses a token %s", async (_, token, reason) => {
    const response = await ask("/people", withToken(token(issuer)));
    expect([response.status, await response.json()]).toEqual([401, { message: "Unauthorized" }]);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer scope="" error="invalid_token"/);
    expect(response.headers.get("www-authenticate")).toMatch(reason);
  });

  it("asks for a token, and for one of the route's scopes", async () => {
    const missing = await ask("/people");
    expect([missing.status, missing.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    const poor = await ask("/scoped", withToken(issuer.token({ scope: "projects:write" })));
    expect([poor.status, await poor.json()]).toEqual([403, { message: "Forbidden" }]);
    expect((await ask("/scoped", withToken(issuer.token({ scope: "openid projects:read" })))).status).toBe(200);
    const { requestContext } = await event("/scoped", withToken(issuer.token({ scp: ["admin"] })));
    expect(requestContext.authorizer?.jwt).toMatchObject({ scopes: ["projects:read", "admin"] });
  });

  it("judges machines by their policies, on stage, method and path", async () => {
    const iam = new IAMClient(cloud.settings);
    await iam.send(new CreateUserCommand({ UserName: "machine" }));
    const Resource = `arn:aws:execute-api:${REGION}:${ACCOUNT}:${apiId}/$default/GET/machines/1`;
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource }],
    });
    await iam.send(new PutUserPolicyCommand({ UserName: "machine", PolicyName: "own", PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "machine" }));
    const signed = (service = "execute-api") => ({
      headers: { authorization: unverifiedAuthorization(AccessKey!.AccessKeyId!, REGION, service) },
    });
    const { requestContext } = await event("/machines/1", signed());
    expect(requestContext.authorizer?.iam?.userArn).toBe(`arn:aws:iam::${ACCOUNT}:user/machine`);
    for (const [path, init] of [
      ["/machines/2", signed()],
      ["/machines/1", signed("lambda")],
      ["/machines/1", {}],
    ] as const) {
      const response = await ask(path, init);
      expect([response.status, await response.json()]).toEqual([403, { message: "Forbidden" }]);
    }
  });

  it("answers preflight requests itself, and takes headers of CORS from the API only", async () => {
    const asking = (origin: string) =>
      ask("/people", { method: "OPTIONS", headers: { origin, "access-control-request-method": "GET" } });
    const allowed = await asking("https://portal.example.com");
    expect([allowed.status, Object.fromEntries(allowed.headers)]).toMatchObject([
      204,
      {
        "access-control-allow-origin": "https://portal.example.com",
        "access-control-allow-methods": "GET,POST",
        "access-control-allow-headers": "authorization",
        "access-control-max-age": "60",
      },
    ]);
    expect((await asking("https://other.example.com")).headers.has("access-control-allow-origin")).toBe(false);
    const origin = { headers: { origin: "https://portal.example.com" } };
    expect((await ask("/open", origin)).headers.get("access-control-allow-origin")).toBe("https://portal.example.com");
    expect((await ask("/open")).headers.has("access-control-allow-origin")).toBe(false);
    expect((await ask("/people", origin)).headers.get("access-control-allow-origin")).toBe(
      "https://portal.example.com",
    );
  });

  it("is managed with the actions of its methods and paths", async () => {
    const name = "manager";
    const iam = new IAMClient(cloud.settings);
    await iam.send(new CreateUserCommand({ UserName: name }));
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "apigateway:POST", Resource: `arn:aws:apigateway:${REGION}::/apis/${apiId}/stages` },
      ],
    });
    await iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: "own", PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
    const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    const gateway = new ApiGatewayV2Client({ ...cloud.settings, credentials });
    await gateway.send(new CreateStageCommand({ ApiId: apiId, StageName: "test", AutoDeploy: true }));
    await expect(gateway.send(new CreateApiCommand({ Name: "x", ProtocolType: "HTTP" }))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(`apigateway:POST on resource: arn:aws:apigateway:${REGION}::/apis`) as string,
    });
  });
});
