import { lambdaClientAs } from "../../../aws/clients/lambda";
import { readersOf } from "../../../aws/clients/readers";
import { s3ClientAs } from "../../../aws/clients/s3";
import { unsignedStsClient } from "../../../aws/clients/sts";

const KEYS = { AWS_ACCESS_KEY_ID: "own", AWS_SECRET_ACCESS_KEY: "secret" };
const LOCAL = { ...KEYS, AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_S3: "http://127.0.0.1:2" };
const ROLE = { region: "eu-west-1" };
const endpointOf = async ({ config }: { config: { endpoint?: () => Promise<{ port?: number }> } }) =>
  (await config.endpoint?.())?.port;

test("clients take Region and endpoint from what they are given, not from this process", async () => {
  const s3 = s3ClientAs(ROLE, LOCAL, "smus-test");
  expect([await s3.config.region(), await endpointOf(s3), s3.config.forcePathStyle]).toEqual(["eu-west-1", 2, true]);
  const lambda = await lambdaClientAs(ROLE, LOCAL, "smus-test");
  expect([await lambda.config.region(), await endpointOf(lambda)]).toEqual(["eu-west-1", 1]);
  expect(await endpointOf(unsignedStsClient("eu-west-1", LOCAL))).toBe(1);
  const aws = s3ClientAs(ROLE, KEYS, "smus-test");
  expect([await endpointOf(aws), aws.config.forcePathStyle]).toEqual([undefined, false]);
});

test("clients work with the caller's keys, but for calls that are not signed", async () => {
  for (const client of [s3ClientAs(ROLE, LOCAL, "smus-test"), await lambdaClientAs(ROLE, LOCAL, "smus-test")])
    expect(await client.config.credentials()).toMatchObject({ accessKeyId: "own" });
  expect(await unsignedStsClient("eu-west-1", LOCAL).config.credentials()).toMatchObject({ accessKeyId: "" });
});

test("readers of an account share one session, ask patiently, and take Lake Formation's Region", async () => {
  let sessions = 0;
  const credentials = () => {
    sessions += 1;
    return Promise.resolve({
      accessKeyId: "session",
      secretAccessKey: "s",
      expiration: new Date(Date.now() + 3600_000),
    });
  };
  const { datazone, ram, iam, lakeFormation } = readersOf({ region: "eu-west-1", credentials });
  const elsewhere = lakeFormation("eu-central-1");
  for (const { config } of [datazone, ram, iam, elsewhere]) {
    expect(await config.credentials()).toMatchObject({ accessKeyId: "session" });
    expect(await config.maxAttempts()).toBe(10);
  }
  expect(sessions).toBe(1);
  expect([await ram.config.region(), await elsewhere.config.region()]).toEqual(["eu-west-1", "eu-central-1"]);
});
