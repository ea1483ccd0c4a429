import {
  CreateGroupProfileCommand,
  CreateProjectMembershipCommand,
  DeleteProjectMembershipCommand,
  GetSubscriptionRequestDetailsCommand,
  UpdateSubscriptionRequestCommand,
} from "@aws-sdk/client-datazone";
import type { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AskingRoles } from "../../../functions/application-api/catalog/asking-roles";
import { ProjectRoles } from "../../../functions/application-api/catalog/project-roles";
import { DataZoneProjects } from "../../../functions/application-api/catalog/datazone-projects";
import { DataZoneFiling } from "../../../functions/application-api/catalog/as-project/datazone-filing";
import { lookAt } from "../../../functions/application-access/catalog/look";
import { factsOf } from "../../../functions/application-access/catalog/facts";
import { UNKNOWN_REQUESTER, withAskedBy } from "../../../governance/access";
import { emulatorCredentials } from "../../../packages/emulator";
import { Sides, type Published } from "../emulator/data-access/sides";
import { domainOf, publishParties } from "./access-application";
import { GOVERNANCE } from "./landscape";

const PREFIX = `arn:aws:iam::${GOVERNANCE}:role/smus-asks-`;
const ANN = "0a1b2c3d-0000-4000-8000-00000000000a";
const SESSION = /^EMULATOR-(\d{12})-([^~]+)(?:~(.+))?$/;
const clock = () => new Date().toISOString();

/** Callers as STS names them, with the names of their sessions. */
const identity = (accessKeyId: string) => {
  const [, account, role, session = "emulator"] = SESSION.exec(accessKeyId) ?? [];
  return { account, arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}` };
};

let sides: Sides;
let published: Published;
let tokens = 0;

/** The asking role of a project in the domain: its own as the layer `projects` makes it, or one of the pool. */
async function askingRole(project: string, name = project): Promise<string> {
  const { datazone } = sides.ruled;
  const made = { ...sides.on, rolePrincipalArn: PREFIX + name };
  const { id: groupIdentifier = "" } = await datazone.send(new CreateGroupProfileCommand(made));
  const member = { member: { groupIdentifier }, designation: "PROJECT_CONTRIBUTOR" } as const;
  await datazone.send(new CreateProjectMembershipCommand({ ...sides.on, projectIdentifier: project, ...member }));
  return groupIdentifier;
}

/** STS that gives keys of the roles that are there. */
function stsOf(isThere: (name: string) => boolean): STSClient {
  const send = ({ input: { RoleArn = "", RoleSessionName } }: AssumeRoleCommand): Promise<object> => {
    const name = RoleArn.slice(RoleArn.lastIndexOf("/") + 1);
    if (!isThere(name)) return Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied", $metadata: {} }));
    const keys = emulatorCredentials(GOVERNANCE, name, RoleSessionName);
    const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = keys;
    return Promise.resolve({ Credentials: { AccessKeyId, SecretAccessKey, SessionToken } });
  };
  return { send } as unknown as STSClient;
}

function filing(isThere: (name: string) => boolean = () => true): DataZoneFiling {
  const domainId = sides.on.domainIdentifier;
  const known = new DataZoneProjects(sides.owner, domainId, {}, { clock, log: () => {} });
  const ofProjects = { client: sides.owner, domainId, prefix: PREFIX };
  const inDomain = new ProjectRoles({ ...ofProjects, membersOf: (id) => known.membersOf(id) });
  const roles = new AskingRoles(stsOf(isThere), inDomain);
  return new DataZoneFiling(domainId, roles, (credentials) => sides.landscape.clientsWith(credentials).datazone());
}

const wish = (changes: object = {}) => ({
  ...{ projectId: sides.projects.consumer, listingId: published.listingId, reason: withAskedBy("Reports", ANN) },
  ...{ profileId: ANN, token: `token-${(tokens += 1)}`, ...changes },
});

const domain = () => {
  const known = domainOf(sides, clock);
  return { ...known, names: { ...known.names, askingRoles: PREFIX } };
};
const seen = async (id: string) => (await lookAt(domain(), id, undefined)).request;

beforeAll(async () => {
  sides = await Sides.begin({ identity });
});
afterAll(() => sides.stop());
beforeEach(async () => {
  published = await publishParties(sides);
});

describe("requests as a role of the pool", () => {
  it("are made for the project that the role is a member of alone, and name the person for the worker", async () => {
    const { consumer, producer } = sides.projects;
    const isPooled = (name: string) => name.startsWith("smus-asks-pool-");
    await sides.ruled.datazone.send(
      new CreateGroupProfileCommand({ ...sides.on, rolePrincipalArn: `${PREFIX}pool-001` }),
    );
    expect(await filing(isPooled).askerOf(consumer)).toBeUndefined();
    const group = await askingRole(consumer, "pool-002");
    expect(await filing(isPooled).askerOf(consumer)).toBe(group);
    expect(await filing(isPooled).askerOf(producer)).toBeUndefined();
    expect(await filing(isPooled).file(wish({ projectId: producer }))).toBe("no-role");
    const made = await filing(isPooled).file(wish());
    expect(made).toMatchObject({ status: "PENDING" });
    const { requestId } = made as { requestId: string };
    expect(await seen(requestId)).toMatchObject({ requester: ANN, reason: "Reports" });
    const member = { member: { groupIdentifier: group }, projectIdentifier: consumer };
    await sides.ruled.datazone.send(new DeleteProjectMembershipCommand({ ...sides.on, ...member }));
    expect(await filing(isPooled).askerOf(consumer)).toBeUndefined();
  });
});

describe("requests as the role of a project", () => {
  it("are made by nobody before there is such a role, and by it alone then", async () => {
    const { consumer } = sides.projects;
    expect(await filing().askerOf(consumer)).toBeUndefined();
    expect(await filing(() => false).file(wish())).toBe("no-role");
    expect(await filing().file(wish())).toBe("no-role");
    const group = await askingRole(consumer);
    expect(await filing().askerOf(consumer)).toBe(group);
    // The beginning of a project's id is not the project.
    expect(await filing().askerOf(consumer.slice(0, -1))).toBeUndefined();
  });

  it("wait for a decision, name the person for the worker, and the role for the service", async () => {
    const made = await filing().file(wish());
    expect(made).toMatchObject({ status: "PENDING" });
    const { requestId: identifier } = made as { requestId: string };
    expect(await seen(identifier)).toMatchObject({ requester: ANN, reason: "Reports" });
    const details = await sides.owner.send(new GetSubscriptionRequestDetailsCommand({ ...sides.on, identifier }));
    expect(details.createdBy).not.toBe(ANN);
    // The person is none that this domain knows, so groups are not known either.
    const request = await seen(identifier);
    expect(request && (await factsOf(domain(), request)).requester).toEqual({ groups: undefined });
  });

  it("are made once by one name, and not a second time by another", async () => {
    const first = wish();
    const made = await filing().file(first);
    expect(await filing().file(first)).toEqual(made);
    expect(await filing().file(wish())).toBe("there");
  });

  it("are of nobody by a mark that a person writes in the portal", async () => {
    const id = await sides.ask(published.listingId, { requestReason: withAskedBy("Reports", ANN) });
    const request = await seen(id);
    expect(request?.requester).not.toBe(ANN);
    expect(request?.requester).not.toBe(UNKNOWN_REQUESTER);
    expect(request?.reason).toContain(ANN);
  });

  it("are of an unknown person where somebody of the project has changed the mark in the portal", async () => {
    const other = "0a1b2c3d-0000-4000-8000-00000000000b";
    for (const requestReason of ["Reports", withAskedBy("Reports", other)]) {
      published = await publishParties(sides);
      const { requestId: identifier } = (await filing().file(wish())) as { requestId: string };
      await sides.asker.send(new UpdateSubscriptionRequestCommand({ ...sides.on, identifier, requestReason }));
      const request = await seen(identifier);
      expect(request?.requester).toBe(UNKNOWN_REQUESTER);
      expect(request && (await factsOf(domain(), request)).requester).toEqual({ groups: undefined });
    }
  });

  it("are approved at once where the role is a member of the owning project, which the API therefore checks before", async () => {
    await askingRole(sides.projects.producer);
    const made = await filing().file(wish({ projectId: sides.projects.producer }));
    const { requestId: identifier } = made as { requestId: string };
    const details = await sides.owner.send(new GetSubscriptionRequestDetailsCommand({ ...sides.on, identifier }));
    expect(details.status).toBe("ACCEPTED");
  });
});
