import { readConfiguration } from "../../../../functions/account-pool-handler/configuration";
import { createPoolHandler } from "../../../../functions/account-pool-handler/handler";

const configuration = { organizationalUnitIds: [], accountTags: {}, regions: ["eu-west-1"] };
const [one, two, three] = ["111111111111", "222222222222", "333333333333"].map((awsAccountId) => ({
  awsAccountId,
  awsAccountName: `n${awsAccountId[0]}`,
}));

function pool(lists: (typeof one)[][] = [[one, two, three]]) {
  let time = 0;
  let asked = 0;
  const handler = createPoolHandler(configuration, {
    accounts: () => Promise.resolve(lists[Math.min(asked++, lists.length - 1)]),
    now: () => time,
  });
  return { handler, asked: () => asked, pass: (milliseconds: number) => (time += milliseconds) };
}

const list = (request: object = {}) => ({
  operationRequest: {
    listAuthorizedAccountsRequest: { maxResults: 100, nextToken: null, ...request },
    validateAccountAuthorizationRequest: null,
  },
});
const validate = (awsAccountId: string, regionName = "eu-west-1") => ({
  operationRequest: {
    listAuthorizedAccountsRequest: null,
    validateAccountAuthorizationRequest: { awsAccountId, regionName },
  },
});
const result = (authResult: string) => ({
  operationResponse: { validateAccountAuthorizationResponse: { authResult } },
});

describe("list", () => {
  it("answers accounts with the Regions of the pool", async () => {
    expect(await pool([[one]]).handler(list())).toEqual({
      operationResponse: { listAuthorizedAccountsResponse: { items: [{ ...one, supportedRegions: ["eu-west-1"] }] } },
    });
  });

  it("pages by account id, and stays right when an account joins in between", async () => {
    const { handler, pass } = pool([
      [one, three],
      [one, two, three],
    ]);
    const first = await handler(list({ maxResults: 1 }));
    expect(first).toMatchObject({
      operationResponse: { listAuthorizedAccountsResponse: { items: [one], nextToken: "111111111111" } },
    });
    pass(10 * 60_000);
    const second = await handler(list({ maxResults: 5, nextToken: "111111111111" }));

    expect(second).toMatchObject({ operationResponse: { listAuthorizedAccountsResponse: { items: [two, three] } } });
    expect(second).not.toHaveProperty("operationResponse.listAuthorizedAccountsResponse.nextToken");
  });

  it("asks the organization once in a few minutes", async () => {
    const { handler, asked, pass } = pool();
    await handler(list());
    await handler(list());
    expect(asked()).toBe(1);
    pass(4 * 60_000);
    await handler(list());
    expect(asked()).toBe(2);
  });
});

describe("validate", () => {
  it.each([
    ["GRANT", one.awsAccountId, "eu-west-1"],
    ["DENY", "999999999999", "eu-west-1"],
    ["DENY", one.awsAccountId, "us-east-1"],
  ])("answers %s for %s in %s", async (expected, account, region) => {
    expect(await pool().handler(validate(account, region))).toEqual(result(expected));
  });

  it("asks the organization again before it refuses an account that may have joined", async () => {
    const { handler } = pool([[one], [one, two]]);
    await handler(list());
    expect(await handler(validate(two.awsAccountId))).toEqual(result("GRANT"));
  });
});

it("refuses an event with neither request", async () => {
  await expect(
    pool().handler({
      operationRequest: { listAuthorizedAccountsRequest: null, validateAccountAuthorizationRequest: null },
    }),
  ).rejects.toThrow("neither");
});

describe("configuration", () => {
  it("reads lists and maps from JSON", () => {
    expect(
      readConfiguration({
        ORGANIZATIONAL_UNIT_IDS: '["ou-abcd-11111111"]',
        ACCOUNT_TAGS: '{"team":"a=b, c"}',
        REGIONS: '["eu-west-1"]',
        ORGANIZATIONS_ROLE_ARN: "arn:aws:iam::111111111111:role/reader",
      }),
    ).toEqual({
      organizationalUnitIds: ["ou-abcd-11111111"],
      accountTags: { team: "a=b, c" },
      regions: ["eu-west-1"],
      organizationsRoleArn: "arn:aws:iam::111111111111:role/reader",
    });
  });

  const WHOLE = { ORGANIZATIONAL_UNIT_IDS: "[]", ACCOUNT_TAGS: "{}", REGIONS: '["eu-west-1"]' };

  it("offers the whole organization by an empty list, and has its own permissions as default", () => {
    expect(readConfiguration(WHOLE)).toEqual(configuration);
  });

  it.each([
    ["REGIONS", { REGIONS: undefined }],
    ["REGIONS", { REGIONS: "" }],
    ["REGIONS", { REGIONS: '["a","b","c","d"]' }],
    ["ORGANIZATIONAL_UNIT_IDS", { ORGANIZATIONAL_UNIT_IDS: '["root"]' }],
    ["ORGANIZATIONAL_UNIT_IDS", { ORGANIZATIONAL_UNIT_IDS: undefined }],
    ["ORGANIZATIONAL_UNIT_IDS", { ORGANIZATIONAL_UNIT_IDS: "" }],
    ["ACCOUNT_TAGS", { ACCOUNT_TAGS: "team=a" }],
    ["ACCOUNT_TAGS", { ACCOUNT_TAGS: undefined }],
    ["ACCOUNT_TAGS", { ACCOUNT_TAGS: "" }],
    ["ORGANIZATIONS_ROLE_ARN", { ORGANIZATIONS_ROLE_ARN: "" }],
  ])("names %s when it is wrong, missing or empty: %j", (name, environment) => {
    expect(() => readConfiguration({ ...WHOLE, ...environment })).toThrow(
      `the account pool handler is misconfigured: ${name}`,
    );
  });
});
