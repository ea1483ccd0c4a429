import fc from "fast-check";
import {
  decideHeld,
  freshRecord,
  requesterOf,
  roleThatAsks,
  UNKNOWN_REQUESTER,
  withAskedBy,
} from "../../../../governance/access";
import type { RequestView } from "../../../../governance/access";

const ROLE = "arn:aws:iam::111111111111:role/smus-asks-prj1";
const sessionOf = (person: string, role = "smus-asks-prj1") =>
  `arn:aws:sts::111111111111:assumed-role/${role}/${person}`;
const person = fc.uuid();
/** Texts of people, marks of others among them. */
const text = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.uuid().map((id) => withAskedBy("", id)),
      fc.constant("\n\nAsked by "),
    ),
    { minLength: 1 },
  )
  .map((parts) => parts.join("").trim())
  .filter((reason) => reason !== "");

describe("the person behind a request of the application", () => {
  it("comes back with the reason in the person's words, whatever marks these hold", () => {
    fc.assert(
      fc.property(text, person, fc.boolean(), (reason, id, tellsSession) => {
        const creatorArn = tellsSession ? sessionOf(id) : ROLE;
        const seen = requesterOf({ createdBy: "role", creatorArn, reason: withAskedBy(reason, id) }, ROLE);
        expect(seen).toEqual({ requester: id, reason });
      }),
    );
  });

  it("comes back from a request of a role of the pool, which asks for whatever project it is a member of", () => {
    const askingRoles = "arn:aws:iam::111111111111:role/smus-asks-";
    const asksFor = (creatorArn?: string) => roleThatAsks("prj1", askingRoles, creatorArn);
    const pooled = `${askingRoles}pool-001`;
    for (const creatorArn of [pooled, sessionOf("ann", "smus-asks-pool-001")]) {
      expect(asksFor(creatorArn)).toBe(pooled);
      const filed = { createdBy: "role", creatorArn, reason: withAskedBy("x", "ann") };
      expect(requesterOf(filed, asksFor(creatorArn))).toEqual({ requester: "ann", reason: "x" });
    }
    for (const other of [undefined, `${askingRoles}prj2`, "arn:aws:iam::111111111111:role/x-smus-asks-pool-001"])
      expect(asksFor(other)).toBe(ROLE);
  });

  it("fits into what the service takes, however long the reason is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), person, (length, id) => {
        const marked = withAskedBy("x".repeat(length), id);
        expect(marked.length).toBeLessThanOrEqual(4096);
        expect(requesterOf({ createdBy: "role", creatorArn: ROLE, reason: marked }, ROLE).requester).toBe(id);
      }),
    );
  });

  it("is nobody by a mark that others write: it stays in the reason of whoever made the request", () => {
    const others = fc.constantFrom(
      undefined,
      "arn:aws:iam::111111111111:role/engineers",
      "arn:aws:iam::111111111111:user/smus-asks-prj1",
      // Another project's, another account's, and names that only begin or end alike.
      "arn:aws:iam::111111111111:role/smus-asks-prj2",
      "arn:aws:iam::222222222222:role/smus-asks-prj1",
      "arn:aws:iam::111111111111:role/smus-asks-prj12",
      "arn:aws:iam::111111111111:role/x-smus-asks-prj1",
      sessionOf("smus-asks-prj1", "engineers"),
    );
    fc.assert(
      fc.property(text, person, others, (reason, id, creatorArn) => {
        const marked = withAskedBy(reason, id);
        expect(requesterOf({ createdBy: "eve", creatorArn, reason: marked }, ROLE)).toEqual({
          requester: "eve",
          reason: marked,
        });
      }),
    );
    const marked = withAskedBy("x", "ann");
    expect(requesterOf({ createdBy: "eve", creatorArn: ROLE, reason: marked }, undefined).requester).toBe("eve");
  });

  it("is not known where somebody has taken the mark out, or has put another's in", () => {
    fc.assert(
      fc.property(text, person, person, (reason, id, other) => {
        const unmarked = `${reason} (changed)`;
        for (const creatorArn of [ROLE, sessionOf(id)])
          expect(requesterOf({ createdBy: "role", creatorArn, reason: unmarked }, ROLE)).toEqual({
            requester: UNKNOWN_REQUESTER,
            reason: unmarked,
          });
        const swapped = { createdBy: "role", creatorArn: sessionOf(id), reason: withAskedBy(reason, other) };
        expect(requesterOf(swapped, ROLE).requester).toBe(other === id ? id : UNKNOWN_REQUESTER);
      }),
    );
  });

  it("is found behind a role with a path", () => {
    const reason = withAskedBy("Reports", "ann");
    const creatorArn = "arn:aws:iam::111111111111:role/some/path/smus-asks-prj1";
    expect(requesterOf({ createdBy: "role", creatorArn, reason }, ROLE)).toEqual({
      requester: "ann",
      reason: "Reports",
    });
  });
});

describe("a request that the application has made for somebody", () => {
  const queues = {
    stewards: { description: "Stewards", deciders: ["unit-stewards" as const], approvals: 1 as const },
  };
  const held = { queue: "stewards", since: "", remindAt: "", lapsesAt: "", reason: "", consents: [] };
  const access = { rows: "all", columns: "all", s3: ["READ"], expiresInDays: 10 } as const;
  const decided = (seen: { readonly requester: string; readonly reason: string }, id: string, reject = false) => {
    const request = { status: "PENDING", ...seen } as RequestView;
    const wish = reject ? { reject: "no" } : { approve: access };
    return decideHeld({ ...freshRecord("r"), held }, request, queues, { id, roles: ["unit-stewards"] }, wish, "now");
  };

  it("is not decided on by that person, and is by others", () => {
    const seen = requesterOf({ createdBy: "role", creatorArn: ROLE, reason: withAskedBy("x", "ann") }, ROLE);
    expect(decided(seen, "ann")).toMatchObject({ refused: "own-request" });
    expect(decided(seen, "ann", true)).toMatchObject({ refused: "own-request" });
    expect(decided(seen, "bob")).toMatchObject({ verdict: { outcome: "approve" } });
  });

  it("is approved by nobody where its mark was changed, and rejected by everybody who decides", () => {
    const seen = requesterOf({ createdBy: "role", creatorArn: ROLE, reason: "changed" }, ROLE);
    for (const id of ["ann", "bob"]) {
      expect(decided(seen, id)).toMatchObject({ refused: "own-request" });
      expect(decided(seen, id, true)).toMatchObject({ verdict: { outcome: "reject" } });
    }
  });
});
