import {
  CreateGroupProfileCommand,
  CreateProjectCommand,
  GetProjectCommand,
  ListEnvironmentsCommand,
  ListProjectMembershipsCommand,
  ListProjectsCommand,
} from "@aws-sdk/client-datazone";
import { TAG_KEYS } from "../../../contracts/names";
import { askForProject, changeMembers, decideProject } from "../../../governance/project-requests";
import type { FaultMode } from "../../../packages/emulator";
import { eventually } from "../emulator/harness";
import { configuration, FIXED, profile } from "./hosting";
import { GOVERNANCE } from "./landscape";
import { LEAD, MEMBER, ProjectLandscape, STEWARD, wishOf } from "./project-application";
import { Application } from "./project-office";

let site: ProjectLandscape;
beforeAll(async () => {
  site = await ProjectLandscape.begin();
});
afterAll(() => site.stop());

const membersOf = async (projectIdentifier: string | undefined) => {
  const { members } = await site.admin.send(new ListProjectMembershipsCommand({ ...site.on, projectIdentifier }));
  return members?.map(({ designation }) => designation).sort();
};
const namesOf = async () =>
  (await site.admin.send(new ListProjectsCommand({ ...site.on }))).items?.map(({ name }) => name);

describe("a lead's project", () => {
  it("comes into being in an account with its members, changes them, and is retired until nothing is left", async () => {
    const application = new Application(site);
    const id = await application.ask();
    const { projectId: identifier } = await application.until(id, "active");
    const project = await site.admin.send(new GetProjectCommand({ ...site.on, identifier }));
    expect(project.resourceTags).toEqual([{ key: TAG_KEYS.managedBy, value: "smus-application", source: "PROJECT" }]);
    expect(project.description).toMatch(/^Reports of the quarter \[smus project-request=/);
    const on = { ...site.on, projectIdentifier: identifier };
    const { items } = await site.admin.send(new ListEnvironmentsCommand(on));
    expect(items?.map(({ name, awsAccountId }) => [name, awsAccountId]).sort()).toEqual([
      ["Lake", MEMBER],
      ["Tooling", MEMBER],
    ]);
    expect(await membersOf(identifier)).toEqual(["PROJECT_CONTRIBUTOR", "PROJECT_OWNER", "PROJECT_OWNER"]);
    expect(application.claims.all).toMatchObject({ [`account/${MEMBER}`]: 2 });

    const wanted = [{ user: "bob", designation: "PROJECT_OWNER" }] as const;
    const plan = await changeMembers(application, LEAD, id, wanted, { dryRun: true });
    expect(plan).toMatchObject({ changes: [{ change: "add" }, { change: "remove" }, { change: "remove" }] });
    await changeMembers(application, LEAD, id, wanted);
    await application.until(id, "active");
    expect(await membersOf(identifier)).toEqual(["PROJECT_OWNER", "PROJECT_OWNER"]);

    await application.retired(id);
    expect(await namesOf()).not.toContain("fin-reports");
    expect(application.claims.all).toEqual({});
    expect(application.notices).toEqual(["ready", "members-changed", "retired"]);
  });

  it("waits for a steward where the unit decides", async () => {
    const application = new Application(site);
    const id = await application.ask(wishOf({ name: "fin-held", unit: "treasury" }));
    await application.until(id, "held");
    expect(await namesOf()).not.toContain("fin-held");
    await decideProject(application, STEWARD, id, { approve: "fine" });
    await application.until(id, "active");
    await application.retired(id);
  });

  it("gets parameters and members as groups, in an account of the profile's own", async () => {
    const { landscape, host, domain, admin } = site;
    const tooling = configuration("Tooling", "Tooling", FIXED, {
      parameterOverrides: [
        { name: "idleTimeoutInMinutes", value: "60", isEditable: true },
        { name: "lifecycleManagement", value: "ENABLED", isEditable: false },
      ],
    });
    const fixed = { ...profile(host, FIXED, { name: "Fixed", environmentConfigurations: [tooling] }), key: "p/fixed" };
    const profileId = (await landscape.create(GOVERNANCE, fixed)).id;
    domain.settings.names.profiles.fixed = profileId;
    const rolePrincipalArn = "arn:aws:iam::111111111111:role/analysts";
    await admin.send(new CreateGroupProfileCommand({ ...site.on, rolePrincipalArn }));
    domain.settings.peoplePrincipals.push(rolePrincipalArn);
    await site.grant("CREATE_PROJECT_FROM_PROJECT_PROFILE", profileId);
    await site.letIn({ group: { groupIdentifier: rolePrincipalArn } });
    const application = new Application(site);
    const members = [{ group: rolePrincipalArn, designation: "PROJECT_OWNER" }] as const;
    const locked = { Tooling: { lifecycleManagement: "DISABLED" } };
    const wrong = wishOf({ name: "fin-fixed", profile: "fixed", members, parameters: locked, account: MEMBER });
    expect(await askForProject(application, LEAD, wrong, "wrong")).toMatchObject({
      problems: [{ code: "parameter-locked" }, { code: "account-fixed" }],
    });
    const parameters = { Tooling: { idleTimeoutInMinutes: "90" } };
    const id = await application.ask(wishOf({ name: "fin-fixed", profile: "fixed", members, parameters }));
    const { projectId: identifier } = await application.until(id, "active");
    const { userParameters } = await admin.send(new GetProjectCommand({ ...site.on, identifier }));
    expect(userParameters).toEqual([
      {
        environmentConfigurationName: "Tooling",
        environmentParameters: [{ name: "idleTimeoutInMinutes", value: "90" }],
      },
    ]);
    expect(await membersOf(identifier)).toEqual(["PROJECT_OWNER", "PROJECT_OWNER"]);
    await application.retired(id);
  });

  it("is told all that is wrong at once, and what the service knows", async () => {
    const application = new Application(site);
    await site.admin.send(new CreateProjectCommand({ ...site.on, name: "fin-standing" }));
    const members = [
      { user: "robot", designation: "PROJECT_OWNER" },
      { user: "nobody", designation: "PROJECT_CONTRIBUTOR" },
    ] as const;
    const wish = wishOf({ name: "fin-standing", members, account: "333333333333" });
    const asked = await askForProject(application, LEAD, wish, "key");
    const problems = "refused" in asked ? asked.problems : [];
    expect(problems?.map(({ code }) => code)).toEqual([
      "name-taken",
      "member-unknown",
      "no-human-owner",
      "account-not-offered",
    ]);
  });

  it("never takes a project of the same name that somebody else has made meanwhile", async () => {
    const application = new Application(site);
    const id = await application.ask(wishOf({ name: "fin-meanwhile" }));
    const record = application.records.get(id)!;
    const mark = `copied [smus project-request=${id} by=lead ends=]`;
    await site.admin.send(new CreateProjectCommand({ ...site.on, name: "fin-meanwhile", description: mark }));
    const draft = {
      ...{ requestId: id, wish: record.wish, description: mark },
      placement: { resolved: [], revision: 0, claimed: true },
    };
    expect(await application.ports.service.create(draft)).toMatchObject({
      refused: { said: expect.stringMatching(/Another project is named "fin-meanwhile"/) as string },
    });
    await application.settle(id);
    expect(await application.until(id, "failed")).toMatchObject({ projectId: undefined });
    expect(await namesOf()).toContain("fin-meanwhile");
  });

  it("is taken away where its deployment fails, with the reason and what it means", async () => {
    const application = new Application(site);
    const said = "Caller is not authorized to create environment using blueprintId abc";
    site.landscape.emulator.faults.add([{ mode: "project-deployment-failure", reason: said }]);
    const id = await application.ask(wishOf({ name: "fin-failed" }));
    const { failures } = await application.until(id, "failed");
    expect(failures[0].reasons).toMatchObject([{ said, means: [expect.stringMatching(/enable the blueprint/)] }]);
    await eventually(async () => {
      await application.settle(id);
      expect(application.records.get(id)?.endedAt).toBeDefined();
    });
    expect(await namesOf()).not.toContain("fin-failed");
  });

  it("keeps without those whom no pool of members lets in", async () => {
    const application = new Application(site);
    const members = [
      { user: "anna", designation: "PROJECT_OWNER" },
      { user: "outsider", designation: "PROJECT_CONTRIBUTOR" },
    ] as const;
    const id = await application.ask(wishOf({ name: "fin-refused", members }));
    const { problem } = await application.until(id, "active");
    expect(problem).toMatchObject({ kind: "member-refused", message: expect.stringMatching(/member pool/) as string });
    await application.retired(id);
  });
});

describe("a lost or refused answer", () => {
  const MODES: readonly FaultMode[] = ["throttle", "error-before", "error-after-commit", "lost-response"];
  const OPERATIONS = ["GetProject", "CreateProject", "CreateProjectMembership", "DeleteEnvironment", "DeleteProject"];
  it.each(OPERATIONS.flatMap((operation) => MODES.map((mode) => ({ operation, mode }))))(
    "of $operation ($mode) makes no second project, and leaves nothing",
    async ({ operation, mode }) => {
      const application = new Application(site);
      const name = `fin-${operation}-${mode}`.toLowerCase();
      const id = await application.ask(wishOf({ name }));
      const { landscape } = site;
      const before = landscape.calls("CreateProject");
      landscape.emulator.faults.add([{ mode, service: "datazone", operation, times: 2 }]);
      const { projectId, failures } = await application.until(id, "active");
      expect(failures).toEqual([]);
      expect(await membersOf(projectId)).toEqual(["PROJECT_CONTRIBUTOR", "PROJECT_OWNER", "PROJECT_OWNER"]);
      expect((await namesOf())?.filter((one) => one === name)).toHaveLength(1);
      await eventually(() => application.retired(id));
      expect(await namesOf()).not.toContain(name);
      expect(application.claims.all).toEqual({});
      expect(landscape.calls("CreateProject")).toBeGreaterThan(before);
      landscape.emulator.faults.clear();
    },
  );
});
