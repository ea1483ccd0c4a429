import type { DataZoneClient } from "@aws-sdk/client-datazone";
import type { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { ProjectRoles } from "../../../../functions/application-api/catalog/project-roles";
import { AskingRoles } from "../../../../functions/application-api/catalog/asking-roles";

const PREFIX = "arn:aws:iam::111111111111:role/smus-asks-";
const KEYS = { Credentials: { AccessKeyId: "key", SecretAccessKey: "secret", SessionToken: "token" } };
const GROUPS = ["prj1", "pool-001", "pool-002"].map((name) => ({ rolePrincipalArn: PREFIX + name, id: `g-${name}` }));
/** Groups of project members, by project. */
const MEMBERS: Readonly<Record<string, string[]>> = { prj1: ["g-prj1"], prj2: ["g-x", "g-pool-002"], prj3: ["g-x"] };

const rolesWith = (send: (command: AssumeRoleCommand) => Promise<unknown>) => {
  const search = ({ input }: { input: { searchText: string } }) =>
    Promise.resolve({ items: GROUPS.filter(({ rolePrincipalArn }) => rolePrincipalArn.includes(input.searchText)) });
  const inDomain = new ProjectRoles({
    ...{ client: { send: search } as unknown as DataZoneClient, domainId: "dzd_1", prefix: PREFIX },
    membersOf: (project) => Promise.resolve(MEMBERS[project]?.map((id) => ({ id }))),
  });
  return new AskingRoles({ send } as unknown as STSClient, inDomain);
};
const fault = (name: string) => Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 403 } });
/** STS that knows some roles, and writes down who asks for them. */
function stsOf(...names: readonly string[]) {
  const asked: unknown[] = [];
  const roles = rolesWith(({ input }) => {
    const isThere = names.some((name) => input.RoleArn === PREFIX + name);
    if (!isThere) return Promise.reject(fault("AccessDenied"));
    asked.push(input);
    return Promise.resolve(KEYS);
  });
  return { roles, asked };
}

describe("roles that ask for projects", () => {
  it("are taken for one project, in a session that is named after the person", async () => {
    const { roles, asked } = stsOf("prj1", "pool-001", "pool-002");
    expect(await roles.session("prj1", "profile-bob")).toEqual({
      accessKeyId: "key",
      secretAccessKey: "secret",
      sessionToken: "token",
    });
    expect(asked).toEqual([{ RoleArn: `${PREFIX}prj1`, RoleSessionName: "profile-bob", DurationSeconds: 900 }]);
    expect(await roles.groupOf("prj1")).toBe("g-prj1");
  });

  it("are those of the pool for a project that has none of its own and one of them as a member", async () => {
    const { roles, asked } = stsOf("prj1", "pool-001", "pool-002");
    expect(await roles.groupOf("prj2")).toBe("g-pool-002");
    expect(await roles.session("prj2", "profile-bob")).toMatchObject({ accessKeyId: "key" });
    expect(asked).toEqual([expect.objectContaining({ RoleArn: `${PREFIX}pool-002` })]);
  });

  it.each([
    ["has none", "prj3"],
    ["is not to be seen", "prj4"],
  ])("are none where a project %s", async (_, project) => {
    const { roles, asked } = stsOf("prj1", "pool-001", "pool-002");
    expect(await roles.groupOf(project)).toBeUndefined();
    expect(await roles.session(project, "profile-bob")).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("are none where STS refuses, and not known where it does not answer", async () => {
    const refusing = (name: string) => rolesWith(() => Promise.reject(fault(name))).session("prj1", "profile-bob");
    expect(await refusing("AccessDenied")).toBeUndefined();
    await expect(refusing("Throttling")).rejects.toThrow("Throttling");
  });
});
