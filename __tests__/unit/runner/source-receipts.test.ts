import { writeSourceReceipts } from "../../../runner/bootstrap";
import type { OpenStateStore } from "../../../runner/state-store";
import type { StackBackend, SynthesizedStack } from "../../../runner/synthesis";

const backend = (bucket: string, key: string): StackBackend => ({
  kind: "s3",
  bucket,
  key,
  region: "eu-west-1",
  workspacePrefix: "smus",
});

/** A stack of `prod` that is promoted from the stack of `dev` in `sourceBucket`. */
function promoted(sourceBucket: string): SynthesizedStack {
  const key = (account: string) => `${account}/association/terraform.tfstate`;
  const source = {
    address: "",
    producer: "fin-dev-association",
    stage: "dev",
    backend: backend(sourceBucket, key("fin-dev")),
  };
  return {
    id: "fin-prod-association",
    address: { account: "fin-prod", layer: "association" },
    dependencies: [],
    directory: "/none",
    file: {
      backend: backend("own", key("fin-prod")),
      reads: [],
      promotedFrom: source,
      resourceCount: 0,
      terraformBlock: {},
      resources: {},
    },
  };
}

function buckets(objects: Record<string, string>): OpenStateStore {
  return ({ bucket }) => ({
    exists: () => Promise.resolve(true),
    list: (prefix) =>
      Promise.resolve(
        Object.keys(objects)
          .filter((name) => name.startsWith(`${bucket}/${prefix}`))
          .map((name) => name.slice(bucket.length + 1)),
      ),
    read: (key) => Promise.resolve(objects[`${bucket}/${key}`]),
    write: (key, text) => {
      objects[`${bucket}/${key}`] = text;
      return Promise.resolve();
    },
    writtenAt: () => Promise.resolve(undefined),
    remove: () => Promise.resolve(),
    empty: () => Promise.resolve(0),
  });
}

const RECEIPT = "own/bootstrap/sources/prod/dev/fin-dev-association.json";
const SOURCE = "theirs/smus/dev/fin-dev/association/terraform.tfstate";

describe("the receipt for the stack that a stack is promoted from", () => {
  it("is written beside the stack's state once the other one exists, and once only", async () => {
    const objects: Record<string, string> = {};
    expect(await writeSourceReceipts("prod", [promoted("theirs")], buckets(objects))).toEqual([]);
    objects[SOURCE] = "{}";
    expect(await writeSourceReceipts("prod", [promoted("theirs")], buckets(objects))).toEqual([`s3://${RECEIPT}`]);
    expect(JSON.parse(objects[RECEIPT])).toEqual({ version: 1, stage: "dev", stack: "fin-dev-association" });
    expect(await writeSourceReceipts("prod", [promoted("theirs")], buckets(objects))).toEqual([]);
  });

  it("is not needed where both states are in one bucket: the plan asks for the state", async () => {
    const objects = { "own/smus/dev/fin-dev/association/terraform.tfstate": "{}" };
    expect(await writeSourceReceipts("prod", [promoted("own")], buckets(objects))).toEqual([]);
  });
});
