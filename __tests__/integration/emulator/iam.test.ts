import {
  CreateConnectionCommand,
  type CreateConnectionCommandInput,
  CreateDomainCommand,
  GetDomainCommand,
  ListDomainsCommand,
  SearchUserProfilesCommand,
} from "@aws-sdk/client-datazone";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  TagResourceCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import type { Emulator, Grants, Judgements } from "../../../packages/emulator";
import { rootCredentials } from "../../../packages/emulator";
import type { GivenRole } from "../../../packages/emulator/iam";
import {
  call,
  clientConfig,
  createDomain,
  dataZone,
  GOVERNANCE,
  MEMBER,
  REGION,
  share,
  start,
  STRANGER,
} from "./harness";

const arnOf = (name: string, account = GOVERNANCE) => `arn:aws:iam::${account}:role/${name}`;

type Statement = Readonly<Record<string, unknown>>;

const document = (...Statement: Statement[]) => ({ Version: "2012-10-17", Statement });
const may = (...Action: string[]): Statement => ({ Effect: "Allow", Action, Resource: "*" });
const roleWith = (...statements: Statement[]): GivenRole => ({
  policies: [{ name: "P", document: document(...statements) }],
});

let emulator: Emulator;
afterEach(() => emulator.stop());

const report = async <T>(path: string): Promise<T> =>
  (await fetch(`${emulator.url}/_emulator/${path}`)).json() as Promise<T>;
const code = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "allowed",
    (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
  );

describe("a call of DataZone", () => {
  it("is refused in the words of IAM's layer, and passes for who may make it", async () => {
    emulator = await start({ iam: { roles: { [arnOf("Reader")]: roleWith(may("datazone:ListDomains")) } } });
    const { id, arn } = await createDomain(emulator);
    const reader = dataZone(emulator, GOVERNANCE, "Reader");
    expect(await code(reader.send(new ListDomainsCommand({})))).toBe("allowed");
    expect(await code(reader.send(new GetDomainCommand({ identifier: id })))).toBe(
      `AccessDeniedException: User: arn:aws:sts::${GOVERNANCE}:assumed-role/Reader/emulator is not authorized to perform: datazone:GetDomain on resource: ${arn} because no identity-based policy allows the datazone:GetDomain action`,
    );
  });

  it("meets RAM after IAM, and DataZone's own rules after RAM, each in its own words", async () => {
    const nobody = { [arnOf("Nobody", STRANGER)]: roleWith() };
    emulator = await start({ iam: { roles: nobody } });
    const { id, arn } = await createDomain(emulator);
    await share(emulator, arn, MEMBER);
    const get = (account: string, role?: string) =>
      code(dataZone(emulator, account, role).send(new GetDomainCommand({ identifier: id })));
    expect(await get(STRANGER, "Nobody")).toContain("no identity-based policy allows");
    expect(await get(STRANGER)).toContain("UnauthorizedException");
    expect(await get(MEMBER)).toBe("allowed");
    const { refused } = await report<Judgements>("iam");
    expect(refused.map(({ layer, principal }) => [layer, principal])).toEqual([
      ["IAM", arnOf("Nobody", STRANGER)],
      ["RAM", arnOf("Admin", STRANGER)],
    ]);
  });

  it("connects a repository only for who may use the code connection, by its tag", async () => {
    const tag = "for-use-with-all-datazone-projects";
    const condition = { StringEquals: { [`aws:ResourceTag/${tag}`]: "true" } };
    const create = may("datazone:CreateConnection");
    const use = { ...may("codeconnections:UseConnection"), Condition: condition };
    const passing = may("codeconnections:PassConnection");
    const roles = {
      [arnOf("Member")]: roleWith(create, use),
      [arnOf("Passing")]: roleWith(create, passing),
    };
    emulator = await start({ iam: { roles } });
    const { id } = await createDomain(emulator);
    const made = async (ConnectionName: string, Tags: object[]) => {
      const body = { ConnectionName, ProviderType: "GitHub", Tags };
      const target = "CodeConnections_20231201.CreateConnection";
      return String((await call(emulator, GOVERNANCE, "codeconnections", { target, body })).ConnectionArn);
    };
    const tagged = await made("tagged", [{ Key: tag, Value: "true" }]);
    const untagged = await made("untagged", []);
    const connect = (role: string, codeConnectionArn: string) => {
      const properties = { codeConnectionArn, repositoryId: "team/code", defaultBranch: "main" };
      const props = { $unknown: ["gitProperties", properties] } as CreateConnectionCommandInput["props"];
      const on = { domainIdentifier: id, environmentIdentifier: "none", name: "code" };
      return code(dataZone(emulator, GOVERNANCE, role).send(new CreateConnectionCommand({ ...on, props })));
    };
    expect(await connect("Member", tagged)).toContain("ValidationException"); // past IAM: there is no such environment
    expect(await connect("Member", untagged)).toContain(`codeconnections:UseConnection on resource: ${untagged}`);
    expect(await connect("Passing", tagged)).toContain(`codeconnections:UseConnection on resource: ${tagged}`);
  });

  it("hands a role over only with iam:PassRole, and only one that trusts DataZone", async () => {
    const trust = (Service: string) => ({
      name: "trust",
      document: document({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }),
    });
    emulator = await start({
      iam: {
        roles: {
          [arnOf("Creator")]: roleWith(may("datazone:CreateDomain")),
          [arnOf("service-role/Trusting")]: { policies: [], trust: trust("datazone.amazonaws.com") },
          [arnOf("service-role/Closed")]: { policies: [], trust: trust("ec2.amazonaws.com") },
        },
      },
    });
    const create = (caller: string, role: string) =>
      code(
        dataZone(emulator, GOVERNANCE, caller).send(
          new CreateDomainCommand({
            name: `${caller}-${role}`,
            domainVersion: "V2",
            domainExecutionRole: arnOf(`service-role/${role}`),
            serviceRole: arnOf(`service-role/${role}`),
          }),
        ),
      );
    expect(await create("Creator", "Trusting")).toContain(
      `iam:PassRole on resource: ${arnOf("service-role/Trusting")}`,
    );
    expect(await create("Admin", "Closed")).toContain("ValidationException: Unable to assume role");
    expect(await create("Admin", "Trusting")).toBe("allowed");
  });
});

describe("functions", () => {
  const zip = zipSync({ "index.js": strToU8("exports.handler = async () => 1;") });
  const lambda = (role?: string) => new LambdaClient(clientConfig(emulator, GOVERNANCE, role));
  const create = (Role: string) =>
    lambda().send(
      new CreateFunctionCommand({
        FunctionName: "f",
        Role,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Code: { ZipFile: zip },
      }),
    );
  const invoke = (role: string) => code(lambda(role).send(new InvokeCommand({ FunctionName: "f" })));

  it("are invoked by who may, by identity or by the function's policy", async () => {
    emulator = await start({
      iam: { roles: { [arnOf("Stranger")]: roleWith(), [arnOf("Invoker")]: roleWith(may("lambda:InvokeFunction")) } },
    });
    await create(arnOf("Execution"));
    expect(await invoke("Invoker")).toBe("allowed");
    expect(await invoke("Stranger")).toContain(
      `lambda:InvokeFunction on resource: arn:aws:lambda:${REGION}:${GOVERNANCE}:function:f`,
    );
    const permission = { FunctionName: "f", StatementId: "s", Action: "lambda:InvokeFunction" };
    await lambda().send(new AddPermissionCommand({ ...permission, Principal: arnOf("Stranger") }));
    expect(await invoke("Stranger")).toBe("allowed");
  });

  it("show their tags only to who may list them", async () => {
    const roles = {
      [arnOf("Reader")]: roleWith(may("lambda:GetFunction")),
      [arnOf("Auditor")]: roleWith(may("lambda:GetFunction", "lambda:ListTags")),
    };
    emulator = await start({ iam: { roles } });
    const { FunctionArn: Resource } = await create(arnOf("Execution"));
    await lambda().send(new TagResourceCommand({ Resource, Tags: { team: "data" } }));
    const tags = async (role: string) => (await lambda(role).send(new GetFunctionCommand({ FunctionName: "f" }))).Tags;
    expect([await tags("Reader"), await tags("Auditor")]).toEqual([undefined, { team: "data" }]);
    expect((await report<Judgements>("iam")).refused).toEqual([]);
  });

  it("run only as roles that trust Lambda", async () => {
    const trust = {
      name: "trust",
      document: document({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
    };
    emulator = await start({ iam: { roles: { [arnOf("Closed")]: { policies: [], trust } } } });
    const words = "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.";
    expect(await code(create(arnOf("Closed")))).toBe(words);
    await create(arnOf("Execution"));
    const update = new UpdateFunctionConfigurationCommand({ FunctionName: "f", Role: arnOf("Closed") });
    expect(await code(lambda().send(update))).toBe(words);
  });
});

describe("the report of what was judged", () => {
  it("counts calls, and says of each grant of a role how often it was used, and what is refused without it", async () => {
    const twice = may("datazone:SearchUserProfiles");
    const statements = [may("datazone:ListDomains", "datazone:Get*"), may("datazone:CreateDomain"), twice];
    const roles = {
      [arnOf("Reader")]: {
        policies: [...(roleWith(...statements).policies ?? []), { name: "Q", document: document(twice) }],
      },
    };
    emulator = await start({ iam: { roles } });
    const { id } = await createDomain(emulator);
    const reader = dataZone(emulator, GOVERNANCE, "Reader");
    await reader.send(new ListDomainsCommand({}));
    await reader.send(new ListDomainsCommand({}));
    await reader.send(new SearchUserProfilesCommand({ domainIdentifier: id, userType: "DATAZONE_IAM_USER" }));
    const { refused, principals } = await report<Judgements>("iam");
    expect(refused).toEqual([]);
    expect(principals[arnOf("Reader")][0]).toEqual({
      kind: "identity",
      policy: "P",
      index: 0,
      actions: { "datazone:ListDomains": 2 },
    });
    const { principals: grants } = await report<{ principals: Grants }>("iam/grants");
    expect(grants[arnOf("Reader")]).toEqual([
      {
        policy: "P",
        index: 0,
        action: "datazone:ListDomains",
        requests: 2,
        refusedWithout: `User: arn:aws:sts::${GOVERNANCE}:assumed-role/Reader/emulator is not authorized to perform: datazone:ListDomains on resource: arn:aws:datazone:${REGION}:${GOVERNANCE}:domain/* because no identity-based policy allows the datazone:ListDomains action`,
      },
      { policy: "P", index: 0, action: "datazone:Get*", requests: 0 },
      { policy: "P", index: 1, action: "datazone:CreateDomain", requests: 0 },
      // Each of the two goes unnoticed without the other's.
      { policy: "P", index: 2, action: "datazone:SearchUserProfiles", requests: 1 },
      { policy: "Q", index: 0, action: "datazone:SearchUserProfiles", requests: 1 },
    ]);
    await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
    expect((await report<Judgements>("iam")).calls).toBe(0);
  });
});

describe("an emulator that looks past IAM", () => {
  it("lets everybody do everything, and says what it would have refused", async () => {
    emulator = await start({ iam: { enforce: false, roles: { [arnOf("Nobody")]: roleWith() } } });
    expect(await code(dataZone(emulator, GOVERNANCE, "Nobody").send(new ListDomainsCommand({})))).toBe("allowed");
    const { refused } = await report<Judgements>("iam");
    expect(refused).toMatchObject([
      { layer: "IAM", principal: arnOf("Nobody"), action: "datazone:ListDomains", count: 1 },
    ]);
  });
});

describe("the root user of an account", () => {
  it("may do everything in it", async () => {
    emulator = await start();
    const client = new LambdaClient({
      ...clientConfig(emulator, GOVERNANCE),
      credentials: rootCredentials(GOVERNANCE),
    });
    const made = await client.send(
      new CreateFunctionCommand({
        FunctionName: "f",
        Role: arnOf("Execution"),
        Handler: "index.handler",
        Code: { ZipFile: zipSync({ "index.js": strToU8("") }) },
      }),
    );
    expect(made.FunctionArn).toBe(`arn:aws:lambda:${REGION}:${GOVERNANCE}:function:f`);
  });
});
