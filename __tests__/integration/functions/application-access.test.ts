import { CreateProjectMembershipCommand, RejectSubscriptionRequestCommand } from "@aws-sdk/client-datazone";
import type { FaultMode } from "../../../packages/emulator";
import { DataZoneCatalog } from "../../../functions/application-access/catalog/datazone-catalog";
import { settleAccess, type AccessPorts, type AccessRecord, type NoticeKind } from "../../../governance/access";
import { GLUE_TABLE, Sides, type Published } from "../emulator/data-access/sides";
import { eventually } from "../emulator/harness";
import { domainOf, publishParties, RULES } from "./access-application";
import { GOVERNANCE } from "./landscape";

let sides: Sides;
let published: Published;
beforeAll(async () => {
  sides = await Sides.begin();
  await eventually(async () => expect(await sides.targets(await sides.lake())).not.toEqual([]));
});
afterAll(() => sides.stop());
beforeEach(async () => {
  published = await publishParties(sides);
});

/** Settles, as a queue does that delivers an event again until it is taken. */
async function untilPhase(application: Application, requestId: string, phase: AccessRecord["phase"]): Promise<void> {
  await eventually(async () => {
    await application.settle(requestId);
    expect(application.record?.phase).toBe(phase);
  });
}

class Application {
  now = new Date().toISOString();
  record: AccessRecord | undefined;
  readonly notices: NoticeKind[] = [];
  private readonly ports: Omit<AccessPorts, "catalog">;

  constructor() {
    this.ports = {
      clock: () => this.now,
      rules: RULES,
      evidence: { keep: () => Promise.resolve() },
      notices: { send: (_, notice) => Promise.resolve(void this.notices.push(notice)) },
      store: {
        load: () => Promise.resolve(this.record),
        save: (record) => {
          this.record = { ...record, revision: record.revision + 1 };
          return Promise.resolve(true);
        },
      },
    };
  }

  settle = (requestId: string) =>
    settleAccess(
      requestId,
      { ...this.ports, catalog: new DataZoneCatalog(domainOf(sides, () => this.now)) },
      { expiryReminderDays: 7, lookAgainMinutes: 5 },
    );

  later(days: number): void {
    this.now = new Date(Date.parse(this.now) + days * 86_400_000).toISOString();
  }
}

describe("a request of the portal", () => {
  it("is approved with filters, followed to access, and revoked at its end", async () => {
    const application = new Application();
    const requestId = await sides.ask(published.listingId);
    await application.settle(requestId);
    expect(application.record?.facts).toMatchObject({
      asset: { type: GLUE_TABLE, terms: ["words/party"], columns: { region: [], amount: [], email: [] } },
      producer: { unit: "own", stage: "dev" },
      consumer: { unit: "other", stage: "dev", ageDays: 0 },
      requester: { groups: ["engineers"] },
      request: { durationDays: "unlimited" },
    });
    await untilPhase(application, requestId, "active");
    const [grant] = await sides.grants(application.record?.subscriptionId);
    expect(grant.assets?.[0]).toMatchObject({
      status: "GRANTED",
      assetScope: { filterIds: application.record?.filterIds },
    });
    expect(application.record?.filterIds).toHaveLength(2);
    application.later(31);
    await untilPhase(application, requestId, "closed");
    expect(application.notices).toEqual(["approved", "active", "ended"]);
  });

  it("is held where its asset does not carry what a rule asks for", async () => {
    const application = new Application();
    const { listingId } = await sides.published();
    await application.settle(await sides.ask(listingId));
    expect(application.record).toMatchObject({ phase: "held", facts: { asset: { terms: [] } } });
  });

  it("is taken as it is where somebody decides in the portal", async () => {
    const application = new Application();
    const { listingId } = await sides.published();
    const identifier = await sides.ask(listingId);
    await application.settle(identifier);
    await sides.owner.send(new RejectSubscriptionRequestCommand({ ...sides.on, identifier, decisionComment: "no" }));
    await application.settle(identifier);
    expect(application.record).toMatchObject({ phase: "closed", outside: { outcome: "reject", comment: "no" } });
  });

  it("finds its way again where the table is lost", async () => {
    const application = new Application();
    const requestId = await sides.ask(published.listingId);
    await untilPhase(application, requestId, "active");
    const { expiresAt } = application.record ?? {};
    application.record = undefined;
    await untilPhase(application, requestId, "active");
    expect(application.record).toMatchObject({ expiresAt });
  });

  const MODES: readonly FaultMode[] = ["throttle", "error-before", "error-after-commit", "lost-response"];
  const OPERATIONS = [
    "GetSubscriptionRequestDetails",
    "GetAsset",
    "CreateAssetFilter",
    "AcceptSubscriptionRequest",
    "ListSubscriptions",
    "ListSubscriptionGrants",
    "RevokeSubscription",
  ];
  it.each(OPERATIONS.flatMap((operation) => MODES.map((mode) => ({ operation, mode }))))(
    "is decided once and ends where $operation meets $mode",
    async ({ operation, mode }) => {
      const application = new Application();
      const requestId = await sides.ask(published.listingId);
      sides.landscape.emulator.faults.add([{ mode, service: "datazone", operation, times: 2 }]);
      await untilPhase(application, requestId, "active");
      application.later(31);
      await untilPhase(application, requestId, "closed");
      expect(application.record).toMatchObject({ verdict: { outcome: "approve" }, ending: { kind: "expired" } });
      expect(application.record?.outside).toBeUndefined();
      expect(new Set(application.record?.filterIds).size).toBe(2);
    },
  );
});

describe("a place that appears after the approval", () => {
  // The grants of the tests before keep their targets.
  beforeAll(async () => {
    await sides.stop();
    sides = await Sides.begin();
    await eventually(async () => expect(await sides.targets(await sides.lake())).not.toEqual([]));
  });

  it("gets its grant as soon as the application may grant there", async () => {
    const environmentIdentifier = await sides.withoutTargets();
    const application = new Application();
    const requestId = await sides.ask(published.listingId);
    await application.settle(requestId);
    expect(application.record).toMatchObject({ phase: "granting", problem: { kind: "no-target" } });
    await sides.target(environmentIdentifier);
    await application.settle(requestId);
    expect(application.record).toMatchObject({ problem: { kind: "grant-refused" } });
    await sides.ruled.datazone.send(
      new CreateProjectMembershipCommand({
        ...sides.on,
        projectIdentifier: sides.projects.consumer,
        designation: "PROJECT_CONTRIBUTOR",
        member: { userIdentifier: `arn:aws:iam::${GOVERNANCE}:role/owner` },
      }),
    );
    await untilPhase(application, requestId, "active");
    expect(application.notices).toEqual(["approved", "grant-delayed", "alarm", "active"]);
  });
});
