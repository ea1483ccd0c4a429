import {
  CreateAssetCommand,
  CreateDataSourceCommand,
  CreateListingChangeSetCommand,
  CreateProjectMembershipCommand,
  CreateSubscriptionRequestCommand,
  DeleteProjectMembershipCommand,
  ListProjectsCommand,
  ListSubscriptionsCommand,
} from "@aws-sdk/client-datazone";
import { retireProject } from "../../../governance/project-requests";
import { GLUE_TABLE, tableForm } from "../emulator/data-access/sides";
import { GOVERNANCE } from "./landscape";
import { LEAD, ProjectLandscape } from "./project-application";
import { Application } from "./project-office";

let site: ProjectLandscape;
beforeAll(async () => {
  site = await ProjectLandscape.begin();
});
afterAll(() => site.stop());

const namesOf = async () =>
  (await site.admin.send(new ListProjectsCommand({ ...site.on }))).items?.map(({ name }) => name);

describe("a project that retires", () => {
  const role = (name: string) => `arn:aws:iam::${GOVERNANCE}:role/${name}`;
  it("ends what others hold on its data and what it holds, unpublishes, and clears up", async () => {
    const application = new Application(site);
    const [one, other] = [await application.ready("fin-owner"), await application.ready("fin-reader")];
    const anna = site.landscape.clients(GOVERNANCE, "anna").datazone();
    const listings: string[] = [];
    for (const owningProjectIdentifier of [one.projectId, other.projectId]) {
      const { id: entityIdentifier } = await anna.send(
        new CreateAssetCommand({
          ...{ ...site.on, owningProjectIdentifier, name: "orders", typeIdentifier: GLUE_TABLE },
          formsInput: [tableForm()],
        }),
      );
      const publish = { ...site.on, entityIdentifier, entityType: "ASSET", action: "PUBLISH" } as const;
      listings.push((await anna.send(new CreateListingChangeSetCommand(publish))).listingId ?? "");
    }
    // Anna belongs to both projects: what she asks for is approved at once.
    for (const [project, listing] of [
      [other.projectId, listings[0]],
      [one.projectId, listings[1]],
    ])
      await anna.send(
        new CreateSubscriptionRequestCommand({
          ...{ ...site.on, requestReason: "reports", subscribedListings: [{ identifier: listing }] },
          subscribedPrincipals: [{ project: { identifier: project } }],
        }),
      );
    await anna.send(
      new CreateDataSourceCommand({
        ...{ ...site.on, projectIdentifier: one.projectId, name: "run", type: "GLUE" },
        configuration: { glueRunConfiguration: { relationalFilterConfigurations: [{ databaseName: "sales" }] } },
      }),
    );
    const named = await retireProject(application, LEAD, one.id, { reason: "over" });
    expect(named).toMatchObject({
      refused: "still-used",
      message: expect.stringMatching(/used by fin-reader \(orders\)/) as string,
    });
    const dry = await retireProject(application, LEAD, one.id, { reason: "over", dryRun: true });
    expect(dry).toMatchObject({
      uses: {
        heldByOthers: [{ project: "fin-reader", asset: "orders" }],
        own: [{ asset: "orders" }],
        published: [{ name: "orders" }],
        dataSources: [{ name: "run" }],
      },
    });
    await application.retired(one.id);
    expect(await namesOf()).not.toContain("fin-owner");
    const left = { ...site.on, owningProjectId: other.projectId };
    expect((await anna.send(new ListSubscriptionsCommand(left))).items).toEqual([]);
    await application.retired(other.id);
    expect(application.claims.all).toEqual({});
  });

  it("is told where the service fails to delete it, and ends when it does not", async () => {
    const application = new Application(site);
    const { id } = await application.ready("fin-stuck");
    const fault = { mode: "project-deletion-failure", reason: "the stack is in use" } as const;
    site.landscape.emulator.faults.add([fault]);
    await retireProject(application, LEAD, id, { reason: "over" });
    await application.until(id, "retired");
    expect(application.notices).toEqual(["ready", "alarm", "retired"]);
    expect(await namesOf()).not.toContain("fin-stuck");
  });

  it("waits for the application to be a member again where somebody has removed it", async () => {
    const application = new Application(site);
    const { id, projectId: projectIdentifier } = await application.ready("fin-removed");
    const member = { userIdentifier: role("application") };
    const on = { ...site.on, projectIdentifier, member };
    await site.admin.send(new DeleteProjectMembershipCommand(on));
    expect(await retireProject(application, LEAD, id, { reason: "over" })).toMatchObject({
      refused: "not-active",
      message: expect.stringMatching(/add its role as an owner/) as string,
    });
    const record = application.records.get(id)!;
    const retirement = { at: application.now, reason: "over", acknowledged: true };
    await application.ports.store.save({ ...record, phase: "retiring", retirement });
    await application.settle(id);
    expect(application.records.get(id)).toMatchObject({ phase: "retiring", problem: { kind: "not-a-member" } });
    await site.letIn({ user: member });
    await site.admin.send(new CreateProjectMembershipCommand({ ...on, designation: "PROJECT_OWNER" }));
    await application.until(id, "retired");
  });
});
