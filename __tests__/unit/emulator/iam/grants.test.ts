import { evaluate } from "../../../../packages/emulator/iam/evaluate";
import { grantsOf } from "../../../../packages/emulator/iam/grants";
import type { Judge } from "../../../../packages/emulator/iam/judge";
import { Ledger } from "../../../../packages/emulator/iam/ledger";
import type { AccessRequest, PolicySet } from "../../../../packages/emulator/iam/model";

const ROLE = "arn:aws:iam::111111111111:role/Gone";

describe("what a role has done with its grants", () => {
  it("is still known when the role was deleted", async () => {
    const ledger = new Ledger();
    const request: AccessRequest = {
      principal: { kind: "role-session", arn: ROLE, callerArn: `${ROLE}/x`, accountId: "111111111111" },
      action: "datazone:DeleteProject",
      resource: "*",
      resourceAccountId: "111111111111",
      context: {},
    };
    const statement = (Action: string) => ({ Effect: "Allow", Action, Resource: "*" });
    const Statement = [statement("datazone:DeleteProject"), statement("datazone:ListProjects")];
    const policies: PolicySet = { identity: [{ name: "P", document: { Version: "2012-10-17", Statement } }] };
    ledger.note(request, policies, evaluate(request, policies));
    const nobody = { ledger, facts: { role: () => Promise.resolve(undefined) } } as unknown as Judge;
    expect((await grantsOf(nobody))[ROLE]).toMatchObject([
      { policy: "P", action: "datazone:DeleteProject", requests: 1, refusedWithout: expect.any(String) as string },
      { policy: "P", action: "datazone:ListProjects", requests: 0 },
    ]);
  });
});
