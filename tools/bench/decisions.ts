import { join, resolve } from "node:path";
import { policies } from "../../deploy-role/policies";
import { evaluate } from "../../packages/emulator/iam/evaluate";
import type { AccessRequest, NamedPolicy, PolicySet } from "../../packages/emulator/iam/model";
import { evaluateUnderAllReadings } from "../../packages/emulator/iam/readings";

/**
 * `npm run bench:decisions`: time of one decision of the emulator's IAM with everything that the deploy role of the
 * example's governance account has, with documents compiled before and with documents that are new each time.
 */
const ACCOUNT = "100000000000";
const REQUESTS: readonly (readonly [action: string, resource: string])[] = [
  ["s3:PutObject", "arn:aws:s3:::example-tfstate-100000000000-us-east-1/smus/prod/x/terraform.tfstate"],
  ["lambda:InvokeFunction", `arn:aws:lambda:us-east-1:${ACCOUNT}:function:example-control-plane:write`],
  ["iam:CreateRole", `arn:aws:iam::${ACCOUNT}:role/service-role/AmazonSageMakerManageAccess-us-east-1-dzd-1`],
  ["kms:Decrypt", `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`],
  ["datazone:CreateProject", `arn:aws:datazone:us-east-1:${ACCOUNT}:domain/dzd-1`],
];

const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

function requests(): AccessRequest[] {
  const arn = `arn:aws:iam::${ACCOUNT}:role/Deploy`;
  const callerArn = `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/run`;
  return REQUESTS.map(([action, resource]) => ({
    principal: { kind: "role-session", arn, callerArn, accountId: ACCOUNT },
    action,
    resource,
    resourceAccountId: ACCOUNT,
    context: {
      "aws:principalarn": arn,
      "aws:requestedregion": "us-east-1",
      "kms:viaservice": "s3.us-east-1.amazonaws.com",
    },
  }));
}

function policySet(identity: readonly NamedPolicy[]): PolicySet {
  const limit = { name: "FullAWSAccess", document: everything };
  return { identity, boundary: limit, serviceControl: [[limit], [limit]] };
}

/** Microseconds of one call. */
function time(times: number, work: (turn: number) => void): number {
  const begin = process.hrtime.bigint();
  for (let turn = 0; turn < times; turn++) work(turn);
  return Number(process.hrtime.bigint() - begin) / 1_000 / times;
}

function main(): void {
  const directory = join(resolve(__dirname, "../.."), "environments");
  const printed = Object.entries(
    policies({ directory, access: "deploy", account: "data-governance" })["data-governance"],
  );
  const identity = printed.flatMap(([purpose, documents]) =>
    documents.map((document, index) => ({ name: `${purpose}-${index}`, document })),
  );
  const statements = identity.reduce((sum, { document }) => sum + document.Statement.length, 0);
  const asked = requests();
  const known = policySet(identity);
  const ask = (turn: number) => evaluate(asked[turn % asked.length], known);
  time(5_000, ask);
  const figures: [string, number][] = [
    ["documents compiled before", time(50_000, ask)],
    [
      "the same under all readings",
      time(50_000, (turn) => evaluateUnderAllReadings(asked[turn % asked.length], known)),
    ],
    [
      "every document new",
      time(200, (turn) => evaluate(asked[turn % asked.length], policySet(structuredClone(identity)))),
    ],
  ];
  console.log(
    `${identity.length} documents, ${statements} statements, boundary, two levels of service control policies`,
  );
  for (const [name, microseconds] of figures) console.log(`${name}: ${microseconds.toFixed(1)} µs a decision`);
}

main();
