import {
  freshRecord,
  refuseExtension,
  refuseRevocation,
  type AccessRecord,
  type DeciderRole,
} from "../../../../governance/access";
import { dataAccess } from "../../../../governance/access-rules";

const RULES = dataAccess.parse({
  purposes: {},
  queues: {
    owners: { description: "Owners", deciders: ["producer-owners"] },
    office: { description: "Office", deciders: ["governance-team"] },
    two: { description: "Four eyes", deciders: ["governance-team"], approvals: 2 },
  },
  otherwise: { queue: "owners", remindAfterDays: 1, lapseAfterDays: 2 },
});
const ACCESS = { rows: "all", columns: "all", s3: ["READ"], expiresInDays: 30 } as const;
const record = (queue?: string, changes: Partial<AccessRecord> = {}): AccessRecord => ({
  ...freshRecord("r"),
  asked: {
    requester: "ann",
    assetId: "",
    assetType: "",
    listingId: "",
    consumerProjectId: "",
    producerProjectId: "",
    askedAt: "",
    reason: "",
    names: { asset: "", consumerProject: "", producerProject: "" },
  },
  verdict: { outcome: "approve", access: ACCESS, reason: "", at: "", decider: { kind: "people", people: ["x"] } },
  ...(queue === undefined ? {} : { held: { queue, since: "", remindAt: "", lapsesAt: "", reason: "", consents: [] } }),
  ...changes,
});
const refusal = (one: AccessRecord, id: string, ...roles: DeciderRole[]) =>
  refuseExtension(one, RULES, { id, roles })?.refused;

describe("an extension", () => {
  it("is made by those of the queue that decided, and of the last resort where a rule did", () => {
    expect(refusal(record("office"), "gwen", "governance-team")).toBeUndefined();
    expect(refusal(record("office"), "olga", "producer-owners")).toBe("not-yours");
    expect(refusal(record(), "olga", "producer-owners")).toBeUndefined();
    expect(refusal(record(), "gwen", "governance-team")).toBe("not-yours");
  });

  it("is refused where it cannot be said that it is nobody's own, or how it was decided", () => {
    expect(refusal(record("office"), "ann", "governance-team")).toBe("own-request");
    expect(refusal(record("office", { asked: undefined }), "gwen", "governance-team")).toBe("own-request");
    expect(refusal(record("office", { verdict: undefined }), "gwen", "governance-team")).toBe("decision-unknown");
  });

  it("is refused where several approve, and in a queue that is gone", () => {
    expect(refusal(record("two"), "gwen", "governance-team")).toBe("several-needed");
    expect(refusal(record("gone"), "gwen", "governance-team")).toBe("not-yours");
  });
});

describe("a revocation", () => {
  it("is for everybody who has a part in decisions", () => {
    expect(refuseRevocation({ id: "x", roles: [] })?.refused).toBe("not-yours");
    expect(refuseRevocation({ id: "x", roles: ["unit-stewards"] })).toBeUndefined();
  });
});
