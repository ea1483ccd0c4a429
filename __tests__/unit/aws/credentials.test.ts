import { S3Client, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { AssumeRoleError, credentialsOf } from "../../../aws/credentials";
import { RunnerError } from "../../../runner";
import { s3StateStores } from "../../../runner/state-store";
import { FakeSts } from "./fake-sts";

const ROLE = "arn:aws:iam::111111111111:role/smus-deploy";
const HOUR = 3600_000;

let sts: FakeSts;
beforeEach(async () => (sts = await FakeSts.start()));
afterEach(async () => {
  jest.restoreAllMocks();
  await sts.stop();
});

/** Moves the clock that the SDK and the fake look at; the server's sockets are real. */
function later(milliseconds: number): void {
  const now = Date.now() + milliseconds;
  jest.spyOn(Date, "now").mockImplementation(() => now);
}

function client(roleArn?: string): () => Promise<unknown> {
  const s3 = new S3Client({
    region: "eu-west-1",
    endpoint: sts.environment.AWS_ENDPOINT_URL,
    forcePathStyle: true,
    ...credentialsOf({ region: "eu-west-1", roleArn, externalId: "tools" }, sts.environment, "smus-test"),
  });
  return () => s3.send(new ListObjectsV2Command({ Bucket: "states" }));
}

const arrivals = (): string[] => sts.arrived.map(({ service, key }) => `${service} ${key}`);

test("assumes the role as the caller, with its external id and the session's name", async () => {
  await client(ROLE)();
  expect(arrivals()).toEqual(["sts OWN", "s3 SESSION1"]);
  expect(sts.arrived[0].form).toMatchObject({ RoleArn: ROLE, RoleSessionName: "smus-test", ExternalId: "tools" });
});

test("keeps a session while it is good, however many calls need it, also at the same time", async () => {
  const call = client(ROLE);
  await Promise.all([call(), call(), call()]);
  later(HOUR / 2);
  await call();
  expect(arrivals().filter((line) => line.startsWith("sts"))).toEqual(["sts OWN"]);
});

test("takes a new session before the hour of the role is over, again and again", async () => {
  const call = client(ROLE);
  await call();
  for (let hour = 1; hour <= 3; hour += 1) {
    later(HOUR - 60_000);
    await call();
  }
  const own = arrivals();
  expect(own.filter((line) => line.startsWith("sts"))).toHaveLength(4);
  expect(own.filter((line) => line.startsWith("s3"))).toEqual([
    "s3 SESSION1",
    "s3 SESSION2",
    "s3 SESSION3",
    "s3 SESSION4",
  ]);
});

test("never signs with a session that has expired, however short it is", async () => {
  sts.seconds = 1;
  const call = client(ROLE);
  await call();
  later(2000);
  await call();
  const requests = sts.arrived.filter(({ service }) => service === "s3");
  expect(requests).toHaveLength(2);
  expect(requests.filter(({ expired }) => expired)).toEqual([]);
  expect(requests[1].key).not.toBe(requests[0].key);
});

test("uses the caller's own keys where there is no role", async () => {
  await client()();
  expect(arrivals()).toEqual(["s3 OWN"]);
});

test("names the role that cannot be assumed, at first and when the session ends", async () => {
  const call = client(ROLE);
  await call();
  sts.refuses = true;
  later(2 * HOUR);
  const refused = await call().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AssumeRoleError);
  expect((refused as Error).message).toBe(
    `role ${ROLE} cannot be assumed: OWN is not authorized to perform: sts:AssumeRole`,
  );
});

test("a store of states outlives the role's hour, and says in one line where it may not", async () => {
  const store = s3StateStores(sts.environment)({
    kind: "s3",
    bucket: "states",
    region: "eu-west-1",
    roleArn: ROLE,
  } as never);
  await store.list("smus/");
  later(HOUR);
  await store.list("smus/");
  expect(arrivals()).toEqual(["sts OWN", "s3 SESSION1", "sts OWN", "s3 SESSION2"]);
  sts.refuses = true;
  later(HOUR);
  for (const ask of [store.list("smus/"), store.write("key", "text"), store.empty()]) {
    const refused = await ask.catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RunnerError);
    expect((refused as Error).message).toMatch(/^role \S+ cannot be assumed: OWN is not authorized/);
  }
});
