import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { offeredAccounts } from "../../../../functions/account-pool-handler/organization";

const [FINANCE, MARKETING] = ["ou-abcd-11111111", "ou-abcd-22222222"];
const account = (id: string, State = "ACTIVE") => ({ Id: id.repeat(12), Name: `account ${id}`, State });

/** Children of every parent; pages hold one item each. */
const ACCOUNTS: Record<string, object[]> = {
  [FINANCE]: [account("2"), account("1"), account("3", "SUSPENDED")],
  [MARKETING]: [account("4"), { Id: "5".repeat(12), Name: "account 5", Status: "ACTIVE" }],
  organization: [account("1"), account("9")],
};
const UNITS: Record<string, object[]> = { [FINANCE]: [{ Id: MARKETING }], [MARKETING]: [] };
const TAGS: Record<string, object[]> = {
  "1": [tag("team", "a"), tag("stage", "dev")],
  "4": [tag("stage", "dev"), tag("team", "a")],
  "5": [tag("team", "b")],
};

function tag(Key: string, Value: string): object {
  return { Key, Value };
}

let server: Server;
const seen: { operation: string; key: string }[] = [];
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    const key = /Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const target = String(request.headers["x-amz-target"] ?? "sts.AssumeRole").split(".")[1];
      seen.push({ operation: target, key });
      response.setHeader("content-type", target === "AssumeRole" ? "text/xml" : "application/x-amz-json-1.1");
      response.end(
        target === "AssumeRole" ? ASSUMED : JSON.stringify(answer(target, JSON.parse(body) as Record<string, string>)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "OWN",
    AWS_SECRET_ACCESS_KEY: "x",
  });
});
afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => (seen.length = 0));

const ASSUMED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>y</SecretAccessKey><SessionToken>z</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

function answer(operation: string, input: Record<string, string>): object {
  const paged = (member: string, items: object[]) => {
    const at = Number(input.NextToken ?? 0);
    return { [member]: items.slice(at, at + 1), ...(at + 1 < items.length ? { NextToken: String(at + 1) } : {}) };
  };
  if (operation === "ListOrganizationalUnitsForParent") return paged("OrganizationalUnits", UNITS[input.ParentId]);
  if (operation === "ListTagsForResource") return paged("Tags", TAGS[input.ResourceId[0]] ?? []);
  return paged("Accounts", ACCOUNTS[input.ParentId ?? "organization"]);
}

const configuration = { organizationalUnitIds: [FINANCE], accountTags: {}, regions: ["eu-west-1"] };
const offered = async (overrides: object = {}) =>
  (await offeredAccounts({ ...configuration, ...overrides })).map(({ awsAccountId }) => awsAccountId[0]);

it("finds active accounts in units and everything below them, over all pages, sorted", async () => {
  expect(await offered()).toEqual(["1", "2", "4", "5"]);
});

it("counts an account once that is reached through two units", async () => {
  expect(await offered({ organizationalUnitIds: [FINANCE, MARKETING] })).toEqual(["1", "2", "4", "5"]);
});

it("takes only accounts that carry all tags", async () => {
  expect(await offered({ accountTags: { team: "a", stage: "dev" } })).toEqual(["1", "4"]);
});

it("takes the whole organization without units", async () => {
  expect(await offered({ organizationalUnitIds: [] })).toEqual(["1", "9"]);
});

it("reads through the role that it is given", async () => {
  await offered({ organizationalUnitIds: [], organizationsRoleArn: "arn:aws:iam::999999999999:role/reader" });

  expect(seen.map(({ operation, key }) => `${operation} ${key}`)).toEqual([
    "AssumeRole OWN",
    "ListAccounts ASSUMED",
    "ListAccounts ASSUMED",
  ]);
});
