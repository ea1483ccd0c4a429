import {
  CreateAccountPoolCommand,
  ListAccountsInAccountPoolCommand,
  ListDomainsCommand,
} from "@aws-sdk/client-datazone";
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import type { Emulator } from "../../../packages/emulator";
import { clientConfig, createDomain, dataZone, GOVERNANCE, MEMBER, REGION, start } from "./harness";

const zip = (source: string) => zipSync({ "index.js": strToU8(source) });

/** Calls the emulator as the function's role, as the SDK would, and says what it got. */
const LIST_DOMAINS = `
const list = () => fetch(process.env.AWS_ENDPOINT_URL + "/v2/domains", {
  headers: { authorization: "AWS4-HMAC-SHA256 Credential=" + process.env.AWS_ACCESS_KEY_ID + "/20260101/" + process.env.AWS_REGION + "/datazone/aws4_request" },
}).then((response) => response.json());
`;

describe("functions", () => {
  let emulator: Emulator;
  let lambda: LambdaClient;

  beforeEach(async () => {
    emulator = await start();
    lambda = new LambdaClient(clientConfig(emulator, GOVERNANCE));
  });
  afterEach(() => emulator.stop());

  const create = (source: string, options: object = {}) =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName: "fn",
        Role: `arn:aws:iam::${GOVERNANCE}:role/fn`,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Code: { ZipFile: zip(source) },
        ...options,
      }),
    );
  const invoke = async (payload: unknown = {}, Qualifier?: string) => {
    const Payload = JSON.stringify(payload);
    const reply = await lambda.send(new InvokeCommand({ FunctionName: "fn", Payload, Qualifier }));
    return { ...reply, result: JSON.parse(reply.Payload!.transformToString()) as Record<string, unknown> };
  };

  it("runs the uploaded code as the function's role, with its variables and the qualifier in the ARN", async () => {
    await createDomain(emulator);
    await create(
      `${LIST_DOMAINS} exports.handler = async (event, context) => ({ event, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis(), stage: process.env.STAGE, domains: (await list()).items.length, home: process.env.HOME })`,
      { Environment: { Variables: { STAGE: "dev" } }, Timeout: 20 },
    );
    await lambda.send(new PublishVersionCommand({ FunctionName: "fn" }));
    await lambda.send(new CreateAliasCommand({ FunctionName: "fn", Name: "read", FunctionVersion: "1" }));
    const { result, ExecutedVersion } = await invoke({ a: 1 }, "read");
    expect(result).toMatchObject({ event: { a: 1 }, stage: "dev", domains: 1 });
    expect(result.arn).toBe(`arn:aws:lambda:${REGION}:${GOVERNANCE}:function:fn:read`);
    expect(result.left).toBeGreaterThan(15_000);
    expect(result.home).toBeUndefined();
    expect(ExecutedVersion).toBe("1");
  });

  it("reuses an execution environment, and makes a new one for new code", async () => {
    await create("let calls = 0; exports.handler = async () => ++calls;");
    expect((await invoke()).result).toBe(1);
    expect((await invoke()).result).toBe(2);
    const ZipFile = zip("exports.handler = async () => 'new';");
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "fn", ZipFile }));
    expect((await invoke()).result).toBe("new");
  });

  it("reports a handler's error, a missing handler and a timeout like Lambda", async () => {
    await create("exports.handler = async () => { throw new TypeError('no'); }", { Timeout: 1 });
    const thrown = await invoke();
    expect(thrown.FunctionError).toBe("Unhandled");
    expect(thrown.result).toMatchObject({ errorType: "TypeError", errorMessage: "no" });
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "fn", ZipFile: zip("exports.other = 1;") }));
    expect((await invoke()).result).toMatchObject({ errorType: "Runtime.HandlerNotFound" });
    const hanging = zip("exports.handler = () => new Promise(() => setInterval(() => {}, 1000));");
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "fn", ZipFile: hanging }));
    expect(String((await invoke()).result.errorMessage)).toMatch(/Task timed out after 1.00 seconds/);
  });

  it("kills a function in the middle by fault, and the next invocation works", async () => {
    await create(
      `${LIST_DOMAINS} exports.handler = async () => { await list(); await list(); await list(); return "done"; }`,
    );
    emulator.faults.add([{ mode: "kill", afterCalls: 2, kind: "Domain", action: "create" }]);
    expect((await invoke({ kind: "Project", tf: { action: "create" } })).result).toBe("done");
    const before = emulator.log.list().filter((entry) => entry.operation === "ListDomains").length;
    const killed = await invoke({ kind: "Domain", key: "x", tf: { action: "create" } });
    expect(killed.result).toMatchObject({ errorType: "Runtime.ExitError" });
    expect(emulator.log.list().filter((entry) => entry.operation === "ListDomains")).toHaveLength(before + 2);
    expect((await invoke({ kind: "Domain", tf: { action: "create" } })).result).toBe("done");
  });

  it("loses the response of an invocation after it ran", async () => {
    await create("let calls = 0; exports.handler = async () => ++calls;");
    emulator.faults.add([{ mode: "lost-response", operation: "Invoke", key: "k" }]);
    await expect(invoke({ kind: "Domain", key: "k" })).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await invoke({ kind: "Domain", key: "k" })).result).toBe(2);
  });

  it("asks an account pool's handler for accounts", async () => {
    await create(
      `exports.handler = async ({ operationRequest: { listAuthorizedAccountsRequest: list } }) => ({ operationResponse: { listAuthorizedAccountsResponse: { items: [{ awsAccountId: "${MEMBER}", supportedRegions: [list.domainRegion] }] } } });`,
    );
    const domain = await createDomain(emulator);
    const client = dataZone(emulator);
    const { id } = await client.send(
      new CreateAccountPoolCommand({
        domainIdentifier: domain.id,
        name: "by handler",
        resolutionStrategy: "MANUAL",
        accountSource: {
          customAccountPoolHandler: { lambdaFunctionArn: `arn:aws:lambda:${REGION}:${GOVERNANCE}:function:fn` },
        },
      }),
    );
    const key = { domainIdentifier: domain.id, identifier: id };
    const accounts = await client.send(new ListAccountsInAccountPoolCommand(key));
    expect(accounts.items).toEqual([{ awsAccountId: MEMBER, supportedRegions: [REGION] }]);
    expect((await client.send(new ListDomainsCommand({}))).items).toHaveLength(1);
  });
});
