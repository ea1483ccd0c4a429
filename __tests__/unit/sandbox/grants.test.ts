import type { Grants } from "../../../packages/emulator";
import { formatGrants, grantsByRole } from "../../../sandbox/launcher";
import { formatJudgements } from "../../../sandbox/launcher/judgements";

const GRANTS: Grants = {
  "arn:aws:iam::111111111111:role/team/Deploy": [
    { policy: "P", index: 0, action: "s3:GetObject", requests: 2, refusedWithout: "Access Denied" },
    { policy: "P", index: 1, action: "kms:Decrypt", requests: 0 },
    { policy: "P", index: 2, action: "ec2:DeleteVpc", requests: 0 },
  ],
  "arn:aws:iam::222222222222:role/team/Deploy": [
    { policy: "P", index: 0, action: "s3:GetObject", requests: 1 },
    { policy: "P", index: 1, action: "kms:Decrypt", requests: 4 },
  ],
  "arn:aws:iam::111111111111:user/operator": [{ policy: "P", index: 0, action: "sts:AssumeRole", requests: 1 }],
};

test("a role of several accounts has used what it has used in one of them", () => {
  expect(grantsByRole(GRANTS)).toEqual([
    {
      role: "Deploy",
      accounts: 2,
      actions: [
        { action: "ec2:DeleteVpc", requests: 0 },
        { action: "kms:Decrypt", requests: 4 },
        { action: "s3:GetObject", requests: 3, refusedWithout: "Access Denied" },
      ],
    },
  ]);
});

test("the list names what was not used, and what nobody would miss", () => {
  expect(formatGrants(grantsByRole(GRANTS))).toBe(
    [
      "Deploy (2 accounts): 3 actions, 2 used",
      "  not used: ec2:DeleteVpc",
      "  used, and allowed by another statement as well: kms:Decrypt",
    ].join("\n"),
  );
});

test("refusals of IAM are told with role, action and resource; those of other layers are expected ones", () => {
  const refusal = {
    principal: "arn:aws:iam::111111111111:role/Deploy",
    service: "s3",
    operation: "GetObject",
    message: "Access Denied",
    count: 2,
    first: "",
    last: "",
  };
  const judged = { calls: 10, requests: 12, milliseconds: 1, questions: 3, principals: {} };
  const refused = [
    { ...refusal, layer: "IAM" as const, action: "s3:GetObject", resource: "arn:aws:s3:::b/k" },
    { ...refusal, layer: "RAM" as const },
  ];
  expect(formatJudgements({ ...judged, refused })).toBe(
    [
      "IAM: 10 calls judged, refused:",
      "  arn:aws:iam::111111111111:role/Deploy: s3:GetObject on arn:aws:s3:::b/k (s3:GetObject, 2 times)",
    ].join("\n"),
  );
  expect(formatJudgements({ ...judged, refused: refused.slice(1) })).toBe("IAM: 10 calls judged, none refused.");
});
