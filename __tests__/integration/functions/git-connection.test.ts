import {
  CreateConnectionCommand,
  type CreateConnectionCommandInput,
  ListConnectionsCommand,
  UpdateConnectionCommand,
  type UpdateConnectionCommandInput,
} from "@aws-sdk/client-datazone";
import { finishHandshake } from "../../../packages/emulator/services/codeconnections/handshake";
import { asRoot } from "../../../sandbox/launcher/root-user";
import { FIXED, type Hosting, hosting, openMemberPool, profile, project } from "./hosting";
import { GOVERNANCE, Landscape, MEMBER, REGION } from "./landscape";
import { connection, sourcesIn } from "./sources";

const FOR_PROJECTS = [{ Key: "for-use-with-all-datazone-projects", Value: "true" }];

let landscape: Landscape;
let host: Hosting;
let projectId: string;
let github: string;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 1 });
  host = await hosting(landscape, "g/host");
  await openMemberPool(landscape, host);
  const profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  projectId = (await landscape.create(GOVERNANCE, project(host, profileId))).id;
  github = await finished("github");
});
afterAll(() => landscape.stop());

/** Makes a code connection as its account's root user, in the Region of the function. */
async function codeConnection(ConnectionName: string, Tags = FOR_PROJECTS, account = GOVERNANCE): Promise<string> {
  const ask = asRoot(landscape.emulator.url, account, REGION);
  const body = { ConnectionName, ProviderType: "GitHub", Tags };
  const answer = await ask("codeconnections", { target: "CodeConnections_20231201.CreateConnection", body });
  return (JSON.parse(answer) as { readonly ConnectionArn: string }).ConnectionArn;
}

async function finished(name: string, tags = FOR_PROJECTS, account = GOVERNANCE): Promise<string> {
  const arn = await codeConnection(name, tags, account);
  finishHandshake(landscape.emulator.store, { connection: arn });
  return arn;
}

const repository = (name: string, properties: object = {}, repositoryId = "team/group/code") => ({
  ...connection(host.domainId, projectId, {
    name,
    kind: "git",
    properties: { codeConnectionArn: github, defaultBranch: "main", ...properties },
    fixedProperties: JSON.stringify({ repositoryId }),
  }),
  key: `g/${name}`,
});

const held = (name: string) =>
  Object.values(sourcesIn(landscape, host.domainId).connections).filter((made) => made.name === name);

describe("a connection to a repository", () => {
  it("is made with a member that the SDK does not know, and read back", async () => {
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(repository("made"));
    expect(await pair.apply(repository("made"))).toBe("none");
    expect(held("made")).toMatchObject([
      {
        type: "GIT",
        props: {
          gitProperties: {
            codeConnectionArn: github,
            repositoryId: "team/group/code",
            defaultBranch: "main",
            status: "READY",
          },
        },
      },
    ]);
    const { items = [] } = await landscape
      .clients(GOVERNANCE)
      .datazone()
      .send(
        new ListConnectionsCommand({ domainIdentifier: host.domainId, projectIdentifier: projectId, name: "made" }),
      );
    expect(items.map(({ connectionId, type }) => [connectionId, type])).toEqual([[pair.result?.id, "GIT"]]);
    await pair.destroy();
    expect(held("made")).toEqual([]);
  });

  it("changes branch and code connection in place, and is replaced with another repository", async () => {
    const other = await finished("other");
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(repository("changing"));
    const { id } = pair.result ?? {};

    const branch = repository("changing", { defaultBranch: "develop" });
    expect((await pair.read(branch)).reason).toContain('properties.defaultBranch: "main" -> "develop"');
    expect(await pair.apply(branch)).toBe("update");
    expect(await pair.apply(repository("changing", { codeConnectionArn: other }))).toBe("update");
    expect(await pair.apply(repository("changing", { codeConnectionArn: other }))).toBe("none");
    expect(pair.result?.id).toBe(id);

    const moved = repository("changing", { codeConnectionArn: other }, "team/other");
    expect(await pair.apply(moved)).toBe("replace");
    expect(await pair.apply(moved)).toBe("none");
    expect(held("changing")).toMatchObject([{ props: { gitProperties: { repositoryId: "team/other" } } }]);
    await pair.destroy();
  });

  it("that has failed is no longer in sync, with what the service says of it", async () => {
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(repository("failing"));
    const [made] = held("failing");
    const failed = { status: "UPDATE_FAILED", errorMessage: "The repository is gone" };
    const { gitProperties } = made.props as unknown as { gitProperties: object };
    Object.assign(gitProperties, failed);
    expect(await pair.read(repository("failing"))).toMatchObject({
      inSync: false,
      condition: "failed",
      reason: expect.stringContaining("UPDATE_FAILED: The repository is gone") as string,
    });
    await pair.destroy();
  });

  it("is taken over, and repaired where somebody has changed its branch", async () => {
    const made = landscape.pair(GOVERNANCE);
    await made.apply(repository("adopted"));
    const [{ id }] = held("adopted");
    const pair = landscape.pair(GOVERNANCE);
    const adopted = { ...repository("adopted", { defaultBranch: "develop" }), key: "g/taken", adoptId: id };
    expect((await pair.read(adopted)).reason).toContain('properties.defaultBranch: "main" -> "develop"');
    await pair.apply(adopted);
    expect(held("adopted")).toMatchObject([{ id, props: { gitProperties: { defaultBranch: "develop" } } }]);
    await pair.destroy();
  });
});

describe("the service refuses a repository", () => {
  const attempt = async (properties: object) => {
    const environmentIdentifier = Object.values(sourcesIn(landscape, host.domainId).connections)[0].environmentId;
    const props = { $unknown: ["gitProperties", properties] } as CreateConnectionCommandInput["props"];
    const on = { domainIdentifier: host.domainId, environmentIdentifier, name: "refused" };
    await landscape
      .clients(GOVERNANCE)
      .datazone()
      .send(new CreateConnectionCommand({ ...on, props }));
  };
  const good = () => ({ codeConnectionArn: github, repositoryId: "team/code", defaultBranch: "main" });
  beforeAll(() => landscape.create(GOVERNANCE, repository("standing")));

  it.each([
    ["without an owner", { repositoryId: "code" }, /repositoryId: "code" does not match/],
    ["with an empty part", { repositoryId: "team//code" }, /repositoryId: "team\/\/code" does not match/],
    ["without a branch", { defaultBranch: undefined }, /defaultBranch: required/],
    ["with a member that there is not", { branch: "main" }, /branch: unknown member/],
  ])("%s", async (_, properties, message) => {
    await expect(attempt({ ...good(), ...properties })).rejects.toThrow(message);
  });

  it.each([
    ["is not there", async () => `${await Promise.resolve(github)}0`, /does not exist/],
    [
      "is another account's",
      () => finished("elsewhere", FOR_PROJECTS, MEMBER),
      /UseConnection on resource: .*222222222222/,
    ],
    ["is not enabled for projects", () => finished("untagged", []), /lacks the tag for-use-with-all-datazone-projects/],
    ["nobody has finished", () => codeConnection("waiting"), /is PENDING/],
  ])("whose code connection %s", async (_, arn, message) => {
    await expect(attempt({ ...good(), codeConnectionArn: await arn() })).rejects.toThrow(message);
  });
});

describe("an update", () => {
  it("does not change the repository", async () => {
    const { id } = await landscape.create(GOVERNANCE, repository("fixed"));
    const props = {
      $unknown: ["gitProperties", { repositoryId: "team/other" }],
    } as UpdateConnectionCommandInput["props"];
    const at = { domainIdentifier: host.domainId, identifier: id };
    const update = landscape
      .clients(GOVERNANCE)
      .datazone()
      .send(new UpdateConnectionCommand({ ...at, props }));
    await expect(update).rejects.toThrow(/repositoryId: unknown member/);
    expect(await landscape.read(GOVERNANCE, repository("fixed"))).toMatchObject({ inSync: true });
  });
});
