import {
  CreateSubscriptionTargetCommand,
  type CreateSubscriptionTargetCommandInput,
  DeleteEnvironmentCommand,
  DeleteSubscriptionTargetCommand,
  GetSubscriptionTargetCommand,
  ListEnvironmentsCommand,
  ListSubscriptionTargetsCommand,
  UpdateSubscriptionTargetCommand,
} from "@aws-sdk/client-datazone";
import { GOVERNANCE, MEMBER } from "../../functions/landscape";
import { eventually } from "../harness";
import { GLUE_TABLE, Sides } from "./sides";

let sides: Sides;
let environmentIdentifier: string;

/** A role that may write targets, and hand over no role. */
const WRITER = {
  policies: [
    {
      name: "writer",
      document: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "datazone:*SubscriptionTarget", Resource: "*" }],
      },
    },
  ],
};

beforeAll(async () => {
  sides = await Sides.begin({ iam: { roles: { [`arn:aws:iam::${MEMBER}:role/writer`]: WRITER } } });
  environmentIdentifier = await sides.lake();
});
afterAll(() => sides.stop());

const role = (name: string, account = MEMBER) => `arn:aws:iam::${account}:role/${name}`;
let number = 0;
const wanted = (): CreateSubscriptionTargetCommandInput => ({
  ...sides.on,
  environmentIdentifier,
  name: `Target ${(number += 1)}`,
  type: "GlueSubscriptionTargetType",
  subscriptionTargetConfig: [
    { formName: "GlueSubscriptionTargetConfigForm", content: JSON.stringify({ databaseName: "sales" }) },
  ],
  authorizedPrincipals: [role("readers")],
  manageAccessRole: role("manage"),
  applicableAssetTypes: [GLUE_TABLE],
});
const create = (changes: object = {}, person = sides.host) =>
  person.send(new CreateSubscriptionTargetCommand({ ...wanted(), ...changes }));
const at = (identifier: string | undefined) => ({ ...sides.on, environmentIdentifier, identifier });

const FOREIGN = {
  name: "ValidationException",
  message: "Authorized principal is not in the same account as the environment account",
};

describe("the service's own target", () => {
  it("is in an environment of the data lake that is up, and in no other", async () => {
    const [own] = await eventually(async () => {
      const found = await sides.targets(environmentIdentifier);
      expect(found.length).toBeGreaterThan(0);
      return found;
    });
    expect(own).toMatchObject({
      createdBy: "SYSTEM",
      subscriptionGrantCreationMode: "AUTOMATIC",
      applicableAssetTypes: expect.arrayContaining([GLUE_TABLE]) as string[],
      projectId: sides.projects.consumer,
    });
    const about = { ...sides.on, projectIdentifier: sides.projects.consumer, name: "Tooling" };
    const { items } = await sides.asker.send(new ListEnvironmentsCommand(about));
    expect(await sides.targets(items![0].id!)).toEqual([]);
  });

  it("does not come again when it was deleted", async () => {
    await sides.withoutTargets();
    expect(await sides.targets(environmentIdentifier)).toEqual([]);
  });
});

describe("a subscription target", () => {
  it("is made, read, listed, changed and deleted by the environment's account, members or not", async () => {
    const { id } = await create({ clientToken: "t" });
    expect((await create({ clientToken: "t" })).id).toBe(id);
    const got = await sides.asker.send(new GetSubscriptionTargetCommand(at(id)));
    expect(got).toMatchObject({
      provider: "Amazon DataZone",
      environmentId: environmentIdentifier,
      manageAccessRole: role("manage"),
      subscriptionGrantCreationMode: "AUTOMATIC",
    });
    const subscriptionGrantCreationMode = "MANUAL" as const;
    const redirected = { authorizedPrincipals: [role("others")], subscriptionGrantCreationMode };
    expect(await sides.host.send(new UpdateSubscriptionTargetCommand({ ...at(id), ...redirected }))).toMatchObject({
      ...redirected,
      name: got.name,
    });
    const listed = await sides.host.send(new ListSubscriptionTargetsCommand({ ...sides.on, environmentIdentifier }));
    expect(listed.items?.map((item) => item.id)).toContain(id);
    await sides.host.send(new DeleteSubscriptionTargetCommand(at(id)));
    await expect(sides.asker.send(new GetSubscriptionTargetCommand(at(id)))).rejects.toThrow(
      `Subscription target ${id} does not exist`,
    );
  });

  it("is refused to other accounts, owners of the project among them", async () => {
    const owner = sides.landscape.clients(GOVERNANCE).datazone();
    // IAM lets nobody hand over roles of other accounts.
    const manageAccessRole = role("manage", GOVERNANCE);
    await expect(create({ manageAccessRole }, owner)).rejects.toMatchObject(FOREIGN);
    const { id } = await create();
    const change = new UpdateSubscriptionTargetCommand({ ...at(id), provider: "x" });
    await expect(owner.send(change)).rejects.toMatchObject(FOREIGN);
    await expect(owner.send(new DeleteSubscriptionTargetCommand(at(id)))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: "User is not permitted to perform operation: DeleteSubscriptionTarget",
    });
  });

  it("needs iam:PassRole where it is made, and not where it is given another role", async () => {
    const writer = sides.landscape.clients(MEMBER, "writer").datazone();
    await expect(create({}, writer)).rejects.toThrow("is not authorized to perform: iam:PassRole");
    const { id } = await create();
    const change = new UpdateSubscriptionTargetCommand({ ...at(id), manageAccessRole: role("other") });
    expect(await writer.send(change)).toMatchObject({ manageAccessRole: role("other") });
  });

  it("is refused for principals of other accounts", async () => {
    const authorizedPrincipals = [role("readers"), role("readers", GOVERNANCE)];
    await expect(create({ authorizedPrincipals })).rejects.toMatchObject(FOREIGN);
    const { id } = await create();
    const change = new UpdateSubscriptionTargetCommand({ ...at(id), authorizedPrincipals });
    await expect(sides.host.send(change)).rejects.toMatchObject(FOREIGN);
  });

  it("has a name of its own, and takes types that exist", async () => {
    const { name } = await create();
    await expect(create({ name })).rejects.toMatchObject({ name: "ConflictException" });
    await expect(create({ applicableAssetTypes: ["Lost"] })).rejects.toThrow("Asset type Lost does not exist");
  });

  it("is not deleted under a grant, and goes with its environment, whose grants cannot be reached any more", async () => {
    const { listingId } = await sides.published();
    const { id } = await create();
    const subscription = await sides.subscribe(listingId);
    const grants = await sides.grants(subscription.id);
    const grant = grants.find(({ subscriptionTargetId }) => subscriptionTargetId === id);
    await expect(sides.host.send(new DeleteSubscriptionTargetCommand(at(id)))).rejects.toMatchObject({
      name: "ConflictException",
      message: `Subscription target ${id} has grant ${grant?.id}`,
    });
    await sides.settled(grant?.id, "GRANTED");
    const gone = { ...sides.on, identifier: environmentIdentifier };
    await sides.ruled.datazone.send(new DeleteEnvironmentCommand(gone));
    await eventually(async () => expect(await sides.grant(grant?.id)).toMatchObject({ status: "INACCESSIBLE" }));
    await expect(sides.targets(environmentIdentifier)).rejects.toThrow("does not exist");
  });
});
