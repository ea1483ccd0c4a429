import {
  CreateUserProfileCommand,
  type DataZoneClient,
  GetSubscriptionRequestDetailsCommand,
} from "@aws-sdk/client-datazone";
import { DataZoneDirectory } from "../../../functions/application-api/catalog/datazone-directory";
import { DataZoneListings } from "../../../functions/application-api/catalog/datazone-listings";
import { DataZoneProjects } from "../../../functions/application-api/catalog/datazone-projects";
import { lookAt } from "../../../functions/application-access/catalog/look";
import type { Caller } from "../../../governance/people";
import { Sides, type Published } from "../emulator/data-access/sides";
import { domainOf, publishParties } from "./access-application";
import { GOVERNANCE } from "./landscape";

let sides: Sides;
let published: Published;
beforeAll(async () => {
  sides = await Sides.begin();
  published = await publishParties(sides);
});
afterAll(() => sides.stop());

const logged: object[] = [];
const log = (line: object) => void logged.push(line);
const clock = () => new Date().toISOString();
const arnOf = (name: string) => `arn:aws:iam::${GOVERNANCE}:role/${name}`;
const callerOf = (profileId: string | undefined): Caller => ({
  id: "x",
  kind: "person",
  standing: { leads: [], stewards: [], governanceTeam: false, auditor: false },
  groupProfiles: [],
  profileId,
});

describe("the directory of the domain", () => {
  const directory = (client: DataZoneClient = sides.owner, domainId = sides.on.domainIdentifier) =>
    new DataZoneDirectory(client, domainId, clock);

  it("knows who made a request by the name that the service has", async () => {
    const identifier = await sides.ask(published.listingId);
    const { createdBy } = await sides.owner.send(new GetSubscriptionRequestDetailsCommand({ ...sides.on, identifier }));
    expect(await directory().profileOf(arnOf("asker"))).toBe(createdBy);
    expect(await directory().profileOf(arnOf("some/path/asker"))).toBe(createdBy);
    expect(await directory().nameOf(createdBy ?? "")).toBe(arnOf("asker"));
  });

  it("does not take a part of a name, or a session, for the name", async () => {
    expect(await directory().profileOf(arnOf("ask"))).toBeUndefined();
    expect(await directory().profileOf(`arn:aws:sts::${GOVERNANCE}:assumed-role/asker/s`)).toBeUndefined();
    expect(await directory().nameOf("gone")).toBeUndefined();
  });

  it("tells people of Identity Center apart by their whole user name", async () => {
    const singleSignOn = { type: "IAM_IDC", userAssignment: "MANUAL" };
    const { id: domainIdentifier } = await sides.landscape.domain("t/idc", { singleSignOn });
    const datazone = sides.landscape.clients(GOVERNANCE).datazone();
    const profiles: Record<string, string | undefined> = {};
    for (const userIdentifier of ["ann", "joann"])
      profiles[userIdentifier] = (
        await datazone.send(new CreateUserProfileCommand({ domainIdentifier, userIdentifier, userType: "SSO_USER" }))
      ).id;
    const found = directory(datazone, domainIdentifier);
    expect(await found.profileOf("ann")).toBe(profiles.ann);
    expect(await found.profileOf("joann")).toBe(profiles.joann);
    expect(await found.profileOf("nn")).toBeUndefined();
    expect(await found.nameOf(profiles.ann ?? "")).toBe("ann");
  });
});

describe("projects of the domain", () => {
  const projects = () =>
    new DataZoneProjects(sides.owner, sides.on.domainIdentifier, { [sides.ruled.units.own]: "own" }, { clock, log });

  it("have the members that lists and decisions ask for", async () => {
    const { producer, consumer } = sides.projects;
    const profileId = await new DataZoneDirectory(sides.owner, sides.on.domainIdentifier, clock).profileOf(
      arnOf("owner"),
    );
    expect(await projects().membersOf(producer)).toContainEqual({ id: profileId, designation: "PROJECT_CONTRIBUTOR" });
    expect(await projects().membershipsOf(callerOf(profileId))).toEqual(new Map([[producer, "member"]]));
    await sides.person("boss", consumer, "PROJECT_OWNER");
    const boss = await new DataZoneDirectory(sides.owner, sides.on.domainIdentifier, clock).profileOf(arnOf("boss"));
    expect(await projects().membershipsOf(callerOf(boss))).toEqual(new Map([[consumer, "owner"]]));
    expect(await projects().membershipsOf(callerOf(undefined))).toEqual(new Map());
  });

  it("have a unit where the settings know it", async () => {
    expect(await projects().unitOf(sides.projects.producer)).toBe("own");
    expect(await projects().unitOf(sides.projects.consumer)).toBeUndefined();
    expect(await projects().unitOf("gone")).toBeUndefined();
    expect(await projects().membersOf("gone")).toBeUndefined();
  });
});

describe("what is published", () => {
  const listings = () => new DataZoneListings(sides.owner, sides.on.domainIdentifier);

  it("is found page by page, and read with its columns", async () => {
    await publishParties(sides);
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const page = await listings().search({ limit: 1, token });
      expect(page.found.length).toBeLessThanOrEqual(1);
      ids.push(...page.found.map(({ listingId }) => listingId));
      token = page.token;
    } while (token !== undefined);
    expect(ids).toContain(published.listingId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await listings().listing(published.listingId)).toMatchObject({
      assetId: published.assetId,
      projectId: sides.projects.producer,
      columns: ["region", "amount", "email"].map((name) => ({ name, terms: [] })),
      terms: [sides.ruled.term],
      forms: ["GlueTableForm"],
    });
    expect(await listings().listing("gone")).toBeUndefined();
  });
});

describe("a request in the records", () => {
  it("says what it asks for, in words of people as well", async () => {
    const { listingId } = await publishParties(sides);
    const requestId = await sides.ask(listingId);
    const { request } = await lookAt(domainOf(sides, clock), requestId, undefined);
    expect(request).toMatchObject({
      reason: "Reports",
      askedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      names: { consumerProject: "Consumer", producerProject: "Producer" },
    });
  });
});
