import {
  CreateProjectMembershipCommand,
  CreateUserProfileCommand,
  DeleteSubscriptionGrantCommand,
  RevokeSubscriptionCommand,
} from "@aws-sdk/client-datazone";
import { oneClient, readDomain, type DomainReader } from "../../../audit/domain";
import { decisionComment } from "../../../governance/access/comment";
import { Directory, REPORTS, type DomainView, type Row } from "../../../governance/reports";
import { makeFilters } from "../../../functions/application-access/catalog/filters";
import { Sides } from "../emulator/data-access/sides";
import { eventually } from "../emulator/harness";
import { domainOf, publishParties } from "./access-application";
import { GOVERNANCE } from "./landscape";

const OPTIONS = {
  requestDays: 3,
  grantHours: 1,
  standing: [],
};
/** A time at which everything that is to happen has happened. */
const later = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

let sides: Sides;
beforeAll(async () => {
  sides = await Sides.begin({ pageSize: 2 });
});
afterAll(() => sides.stop());

const reader = (changes: Partial<DomainReader> = {}): DomainReader => ({
  clients: oneClient(sides.ruled.datazone),
  domainId: sides.ruled.host.domainId,
  concurrency: 4,
  peopleRoles: [],
  clock: () => new Date().toISOString(),
  ...changes,
});

function rowsOf(name: string, view: DomainView, now = later(0)): Row[] {
  const directory = new Directory({ view, decisions: [], lifetimes: [], options: { ...OPTIONS, now } });
  return [...REPORTS.find((report) => report.name === name)!.rows(directory)];
}

describe("reports of a domain", () => {
  test("say who can read what, by which rule, with which filters and until when", async () => {
    const { listingId, assetId } = await publishParties(sides);
    const requestId = await sides.ask(listingId);
    const catalog = domainOf(sides, () => later(0));
    const made = await makeFilters(catalog, { assetId } as never, {
      rows: { columnName: "region", operator: "equalTo", value: "EU" },
      columns: ["region", "amount"],
      s3: ["READ"],
      expiresInDays: 30,
    });
    const filterIds = made !== undefined && "ids" in made ? made.ids : [];
    const verdict = {
      outcome: "reject",
      decider: { kind: "rule", rule: "parties", version: "v1" },
      reason: "Parties of Europe",
      at: later(0),
    } as const;
    const expiresAt = later(24 * 30);
    await sides.accept(requestId, {
      decisionComment: decisionComment(verdict, { expiresAt, filterIds }),
      assetScopes: [{ assetId, filterIds: [...filterIds] }],
    });
    await eventually(async () => {
      const { grants } = await readDomain(reader());
      expect(grants.map(({ status }) => status)).toEqual(["COMPLETED"]);
    });

    const rows = rowsOf("access", await readDomain(reader())).filter((row) => row.request_id === requestId);

    expect(rows[0]).toMatchObject({
      subject_kind: "project",
      subject: "Consumer",
      unit: "root / Other",
      asset_id: assetId,
      owner_project: "Producer",
      why_kind: "rule",
      why: "rule parties",
      rules_version: "v1",
      until: expiresAt,
      grant_status: "COMPLETED",
    });
    expect(rows[0].rows).toContain("EU");
    expect(rows[0].columns).toBe("region, amount");
    const people = rows.slice(1);
    expect(people.map((row) => [row.subject, row.through_project, row.designation])).toContainEqual([
      `arn:aws:iam::${GOVERNANCE}:role/asker`,
      "Consumer",
      "PROJECT_CONTRIBUTOR",
    ]);
  });

  test("name access that was given in the portal, and requests that wait too long", async () => {
    const { listingId, assetId } = await sides.published();
    const { id } = await sides.subscribe(listingId);
    const waiting = await sides.ask((await sides.published()).listingId);

    const view = await readDomain(reader());

    const given = rowsOf("access", view).find((row) => row.subscription_id === id);
    expect(given).toMatchObject({
      asset_id: assetId,
      why_kind: "portal",
      rows: "all",
      columns: "all",
      until: undefined,
    });
    expect(rowsOf("pending", view).filter((row) => row.id === waiting)).toEqual([]);
    const [late] = rowsOf("pending", view, later(24 * 4)).filter((row) => row.id === waiting);
    expect(late).toMatchObject({ kind: "request", waits_for: "members of Producer", waiting_days: 4 });
    const request = rowsOf("requests", view).find((row) => row.request_id === waiting);
    expect(request).toMatchObject({ status: "PENDING", subscriber: "Consumer", outcome: undefined });
  });

  test("find a subscription without a grant, permissions that were left, and projects without a human owner", async () => {
    const [kept, bare] = [await sides.published(), await sides.published()];
    const retained = await sides.subscribe(kept.listingId);
    await sides.owner.send(
      new RevokeSubscriptionCommand({ ...sides.on, identifier: retained.id, retainPermissions: true }),
    );
    const without = await sides.subscribe(bare.listingId);
    const [{ id: identifier }] = await sides.grants(without.id);
    await sides.settled(identifier, "GRANTED");
    await sides.asker.send(new DeleteSubscriptionGrantCommand({ ...sides.on, identifier }));
    await eventually(async () => expect(await sides.grants(without.id)).toEqual([]));

    const orphans = rowsOf("orphans", await readDomain(reader()), later(2));

    const kinds = (subscription: string | undefined) =>
      orphans.filter((row) => row.subscription_id === subscription).map(({ kind }) => kind);
    expect(kinds(retained.id)).toEqual(["PERMISSIONS_RETAINED"]);
    expect(kinds(without.id)).toEqual(["APPROVED_WITHOUT_GRANT"]);
    const ownerless = (rows: Row[]) =>
      rows.filter(({ kind }) => kind === "PROJECT_WITHOUT_HUMAN_OWNER").map(({ project }) => project);
    expect(ownerless(orphans)).toEqual(expect.arrayContaining(["Producer", "Consumer"]));

    const userIdentifier = `arn:aws:iam::${GOVERNANCE}:user/lead`;
    await sides.ruled.datazone.send(
      new CreateUserProfileCommand({ ...sides.on, userIdentifier, userType: "IAM_USER" }),
    );
    await sides.ruled.datazone.send(
      new CreateProjectMembershipCommand({
        ...{ ...sides.on, projectIdentifier: sides.projects.consumer, designation: "PROJECT_OWNER" },
        member: { userIdentifier },
      }),
    );
    expect(ownerless(rowsOf("orphans", await readDomain(reader())))).not.toContain("Consumer");
  });

  test("tell what the reader cannot see instead of seeming complete", async () => {
    const readerArn = `arn:aws:sts::${GOVERNANCE}:assumed-role/owner/session`;

    const { gaps } = await readDomain(reader({ clients: oneClient(sides.owner), readerArn }));

    const unseen = gaps.map(({ what }) => what).filter((what) => what.includes("is not a member"));
    expect(unseen.some((what) => what.includes("Consumer"))).toBe(true);
    expect(unseen.some((what) => what.includes("Producer"))).toBe(false);
  });

  test("end with a fault of the service instead of being half a report", async () => {
    const broken = { send: () => Promise.reject(new Error("socket hang up")) };
    await expect(
      readDomain(reader({ clients: { ...oneClient(sides.ruled.datazone), grants: broken as never } })),
    ).rejects.toThrow("socket hang up");
  });
});
