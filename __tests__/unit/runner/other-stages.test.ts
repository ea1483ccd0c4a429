import { RunnerError } from "../../../runner";
import { otherStagesIn, type StateStore } from "../../../runner/state-store";
import type { SynthesizedStack } from "../../../runner/synthesis";

const RESOURCES = JSON.stringify({
  version: 4,
  serial: 1,
  lineage: "x",
  outputs: {},
  resources: [{ mode: "managed", type: "aws_s3_bucket", name: "a", provider: "aws", instances: [{ attributes: {} }] }],
});
const EMPTY = JSON.stringify({ version: 4, serial: 1, lineage: "x", outputs: {}, resources: [] });

const stack = {
  id: "hub-foundation",
  file: {
    backend: {
      kind: "s3",
      bucket: "states",
      region: "us-east-1",
      workspacePrefix: "smus",
      key: "hub/foundation/terraform.tfstate",
    },
  },
} as unknown as SynthesizedStack;

describe("stages other than this one that keep states in an account's bucket", () => {
  it("are those whose state holds resources", async () => {
    const found = await otherStages({
      "smus/dev/hub/domain/terraform.tfstate": RESOURCES,
      "smus/prod/hub/domain/terraform.tfstate": RESOURCES,
      "smus/qa/hub/domain/terraform.tfstate": EMPTY,
      "smus/test/hub/domain/terraform.tfstate.tflock": RESOURCES,
    });
    expect(found).toEqual(["prod"]);
  });

  it("are unknown where the role may not read a state, which is said with its key and what to do", async () => {
    const denied = Object.assign(new Error("User: smus-deploy is not authorized to perform: s3:GetObject"), {
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403 },
    });
    const key = "smus/stray/hub/foundation/terraform.tfstate";
    await expect(
      otherStages({ [key]: new RunnerError("state bucket states", undefined, { cause: denied }) }),
    ).rejects.toThrow(`the bucket holds ${key}, a state that the role of stage dev may not read.`);
  });

  it("are unknown where a state is broken: that error stays as it is", async () => {
    await expect(otherStages({ "smus/prod/hub/domain/terraform.tfstate": "{" })).rejects.toThrow(
      /^(?!.*may not read).*smus\/prod\/hub\/domain/,
    );
  });
});

function otherStages(objects: Readonly<Record<string, string | RunnerError>>): Promise<string[]> {
  const store: Partial<StateStore> = {
    list: () => Promise.resolve(Object.keys(objects)),
    read: (key) => {
      const object = objects[key];
      return object instanceof RunnerError ? Promise.reject(object) : Promise.resolve(object);
    },
  };
  return otherStagesIn(stack, "dev", () => store as StateStore);
}
