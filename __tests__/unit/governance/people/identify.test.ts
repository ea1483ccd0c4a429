import {
  exactClaims,
  identitySettings,
  isKnown,
  machineOf,
  personOf,
  roleOfSession,
  withProfile,
  type Caller,
} from "../../../../governance/people";

const NOW = "2026-11-10T12:00:00.000Z";
const SECONDS = Date.parse(NOW) / 1000;
const SETTINGS = identitySettings.parse({
  issuer: "https://login.example.com",
  audiences: ["governance", "portal"],
  tokenUse: "access",
  claims: { groups: "groups", userName: "login" },
  groups: {
    leads: { leads: ["sales"] },
    "sales stewards": { stewards: ["sales"], profileId: "group-1" },
    office: { governanceTeam: true, stewards: ["sales", "hr"] },
    audit: { auditor: true },
  },
  machines: { "arn:aws:iam::111111111111:role/ops/bot": { auditor: true } },
});
const CLAIMS = {
  iss: "https://login.example.com",
  aud: "governance",
  sub: "ann",
  exp: SECONDS + 60,
  token_use: "access",
  login: "ann@example.com",
  groups: ["leads", "sales stewards"],
};

describe("a person", () => {
  it("has what the groups of the token give together", () => {
    expect(personOf({ ...CLAIMS, groups: ["leads", "office", "audit", "sales stewards"] }, SETTINGS, NOW)).toEqual({
      id: "ann",
      kind: "person",
      name: "ann@example.com",
      standing: { leads: ["sales"], stewards: ["sales", "hr"], governanceTeam: true, auditor: true },
      groupProfiles: ["group-1"],
    });
  });

  it.each([
    ["an unknown group", ["others"]],
    ["part of a group's name", ["sales", "stewards"]],
    ["a name that every object has", ["constructor", "__proto__", "toString"]],
    ["no list", { leads: true }],
    ["nothing", undefined],
    ["numbers", [1, 2]],
  ])("has no standing from %s", (_, groups) => {
    expect(personOf({ ...CLAIMS, groups }, SETTINGS, NOW)).toMatchObject({
      standing: { leads: [], stewards: [], governanceTeam: false, auditor: false },
      groupProfiles: [],
    });
  });

  it("has the group of a claim that is a single text, spaces and all", () => {
    expect(personOf({ ...CLAIMS, groups: "sales stewards" }, SETTINGS, NOW)).toMatchObject({
      standing: { stewards: ["sales"] },
    });
  });

  it.each([
    ["another issuer", { iss: "https://login.example.com/" }],
    ["no issuer", { iss: undefined }],
    ["another audience", { aud: "other" }],
    ["another audience, whatever its client is", { aud: ["other"], client_id: "governance" }],
    ["no audience", { aud: undefined }],
    ["a time that is over", { exp: SECONDS }],
    ["no end", { exp: undefined }],
    ["an end that is a text", { exp: String(SECONDS + 60) }],
    ["a beginning that is to come", { nbf: SECONDS + 61 }],
    ["another use", { token_use: "id" }],
    ["no use", { token_use: undefined }],
    ["no subject", { sub: "" }],
  ])("is not let in with %s", (_, changes) => {
    expect(personOf({ ...CLAIMS, ...changes }, SETTINGS, NOW)).toEqual({ refused: expect.any(String) as string });
  });

  it.each([{ aud: ["x", "portal"] }, { nbf: SECONDS + 5 }, { aud: undefined, client_id: "portal" }])(
    "is let in with %j",
    (changes) => {
      expect(personOf({ ...CLAIMS, ...changes }, SETTINGS, NOW)).toMatchObject({ id: "ann" });
    },
  );
});

describe("claims", () => {
  const header = (claims: object) => `Bearer h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
  const validated = { ...CLAIMS, exp: String(CLAIMS.exp), groups: "[leads sales stewards]" };
  const exact = (claims: object, authorization: string | undefined) =>
    exactClaims({ ...claims }, authorization, ["groups", "login"]);

  it("come in their own types from the token that was validated", () => {
    expect(exact(validated, header(CLAIMS))).toEqual(CLAIMS);
    expect(exact(validated, header(CLAIMS).replace("Bearer ", ""))).toEqual(CLAIMS);
  });

  it.each<[string, unknown, string | undefined]>([
    ["a list of one", ["a"], "[a]"],
    ["a list of one as a text", ["a"], "a"],
    ["an empty list", [], "[]"],
    ["names with brackets and commas", ["a [b]", "c,d"], "[a [b] c,d]"],
    ["a single text", "a b", "a b"],
    ["no groups", undefined, undefined],
  ])("come with %s", (_, groups, text) => {
    expect(exact({ ...validated, groups: text }, header({ ...CLAIMS, groups }))?.groups).toEqual(groups);
  });

  it("come where the authorizer writes claims that nobody asks for in another way", () => {
    expect(exact({ ...validated, note: "x" }, header({ ...CLAIMS, note: { a: 1 }, more: "" }))).toBeDefined();
  });

  it.each([
    ["of somebody else", header({ ...CLAIMS, sub: "bob" })],
    ["with another user name", header({ ...CLAIMS, login: "bob" })],
    ["without a user name", header({ ...CLAIMS, login: undefined })],
    ["with other groups", header({ ...CLAIMS, groups: ["leads", "sales stewards", "office"] })],
    ["without groups", header({ ...CLAIMS, groups: undefined })],
    ["for others", header({ ...CLAIMS, aud: ["governance", "portal"] })],
    ["with an id of its own", header({ ...CLAIMS, jti: "1" })],
    ["without a subject", header({ ...CLAIMS, sub: undefined })],
    ["that is no object", header(["a"])],
    ["that is no token", "Bearer x"],
    ["that is not there", undefined],
  ])("are nobody's with a token %s", (_, authorization) => {
    expect(exact(validated, authorization)).toBeUndefined();
  });
});

describe("a machine", () => {
  it("is its role, whatever the session is called and wherever the role lies", () => {
    const session = "arn:aws:sts::111111111111:assumed-role/bot/i-1";
    expect(machineOf(session, SETTINGS)).toMatchObject({
      id: "arn:aws:iam::111111111111:role/bot",
      name: "arn:aws:iam::111111111111:role/ops/bot",
      standing: { auditor: true },
    });
  });

  it.each([
    "arn:aws:sts::222222222222:assumed-role/bot/i-1",
    "arn:aws:sts::111111111111:assumed-role/robot/bot",
    "arn:aws:iam::111111111111:user/bot",
  ])("has nothing as %s", (arn) => {
    const machine = machineOf(arn, SETTINGS);
    expect(machine.name).toBeUndefined();
    expect(isKnown(machine)).toBe(false);
  });

  it("is told by its role without the path", () => {
    expect(roleOfSession("arn:aws:iam::1:role/a/b/c")).toBe("arn:aws:iam::1:role/c");
    expect(roleOfSession("arn:aws:iam::1:user/a/b")).toBe("arn:aws:iam::1:user/a/b");
  });
});

describe("the profile of a caller", () => {
  const caller = personOf(CLAIMS, SETTINGS, NOW) as Caller;
  const directory = (found: string | undefined) => ({
    profileOf: jest.fn(() => Promise.resolve(found)),
    nameOf: () => Promise.resolve(undefined),
  });

  it("is the one with the caller's name, or none", async () => {
    expect((await withProfile(caller, directory("p"))).profileId).toBe("p");
    expect((await withProfile(caller, directory(undefined))).profileId).toBeUndefined();
  });

  it("is not looked for without a name", async () => {
    const asked = directory("p");
    expect(await withProfile({ ...caller, name: undefined }, asked)).not.toHaveProperty("profileId");
    expect(asked.profileOf).not.toHaveBeenCalled();
  });
});
