import type { GetDomainOutput } from "@aws-sdk/client-datazone";
import type { Live, Scope } from "../../../../functions/control-plane/engine/handler";
import { domain } from "../../../../functions/control-plane/handlers/domain";

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const KEY_OF_AWS = KEY.replace(ACCOUNT, "999900001111");
const ANSWER: GetDomainOutput = {
  id: "dzd-1",
  arn: `arn:aws:datazone:eu-west-1:${ACCOUNT}:domain/dzd-1`,
  rootDomainUnitId: "unit-1",
  portalUrl: "https://dzd-1.sagemaker.eu-west-1.on.aws",
  domainExecutionRole: "arn:execution",
  status: "AVAILABLE",
};

async function liveOf(answer: Partial<GetDomainOutput>, kmsKeyArn?: string): Promise<Live | undefined> {
  const client = { send: () => Promise.resolve({ ...ANSWER, ...answer }) };
  const scope = { clients: { datazone: () => client }, accountId: ACCOUNT } as unknown as Scope;
  const roles = { domainExecutionRoleArn: "arn:execution", serviceRoleArn: "arn:service" };
  return domain.get(scope, { name: "n", ...roles, singleSignOn: { type: "DISABLED" }, kmsKeyArn }, "dzd-1");
}

describe("the key of a live domain", () => {
  it.each([
    ["a key of the account where none is configured", KEY, undefined, KEY],
    ["a key of AWS where none is configured", KEY_OF_AWS, undefined, undefined],
    ["AWS's word where none is configured", "AWS_OWNED_KMS_KEY", undefined, undefined],
    ["nothing where none is configured", undefined, undefined, undefined],
    ["the configured key by its id", "11111111-2222-3333-4444-555555555555", KEY, KEY],
    ["another key than the configured one", KEY_OF_AWS, KEY, KEY_OF_AWS],
    ["AWS's word where a key is configured", "AWS_OWNED_KMS_KEY", KEY, "AWS_OWNED_KMS_KEY"],
  ])("is compared: %s", async (_, live, desired, compared) => {
    expect((await liveOf({ kmsKeyIdentifier: live }, desired))?.createOnly).toEqual({ kmsKeyArn: compared });
  });
});

describe("what other states read of a domain", () => {
  it("is there before the domain counts as ready", async () => {
    expect((await liveOf({}))?.phase).toBe("ready");
    expect((await liveOf({ arn: undefined }))?.phase).toBe("busy");
    expect((await liveOf({ rootDomainUnitId: "" }))?.phase).toBe("busy");
  });

  it.each([undefined, ""])("is no empty text where the service names no portal (%j)", async (portalUrl) => {
    expect((await liveOf({ portalUrl }))?.attributes["portalUrl"]).toBe("none");
  });
});
