import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RunnerError } from "../../../runner";
import {
  findStatesWithoutStack,
  s3StateStores,
  type KeptStack,
  type S3Backend,
  type StateStore,
} from "../../../runner/state-store";

const managed = (type: string, instances = 1) => ({
  mode: "managed",
  type,
  name: "a",
  instances: Array.from({ length: instances }, () => ({ attributes: {} })),
});
const stateOf = (...resources: object[]) => JSON.stringify({ version: 4, outputs: {}, resources });
const HELD = stateOf(managed("aws_x"), managed("aws_y", 2), { ...managed("aws_z"), mode: "data" });
const DESTROYED = stateOf();
const DENIED = new RunnerError("state bucket b-hub: User: plan is not authorized to perform: s3:GetObject\nrequest 1");

const bucket = (name: string): S3Backend => ({
  kind: "s3",
  bucket: `b-${name}`,
  region: "us-east-1",
  workspacePrefix: "smus",
  key: "-",
});
const kept = (id: string, facts: Partial<KeptStack> = {}): KeptStack => ({
  stage: "dev",
  id,
  backend: bucket(id.split("-")[0]),
  reads: [],
  ...facts,
});

type Objects = Readonly<Record<string, string | Error>>;

/** Buckets in memory; an error stands for an object, or for a whole bucket, that is refused. */
function search(
  stacks: readonly KeptStack[],
  buckets: Readonly<Record<string, Objects | Error>>,
  within?: readonly KeptStack[],
) {
  const asked: string[] = [];
  const answer = <T>(value: T | Error) => (value instanceof Error ? Promise.reject(value) : Promise.resolve(value));
  const open = ({ bucket: name }: S3Backend) => {
    const objects = buckets[name] ?? {};
    const store: Partial<StateStore> = {
      list: (prefix) => {
        asked.push(`${name} ${prefix}`);
        if (objects instanceof Error) return Promise.reject(objects);
        return Promise.resolve(Object.keys(objects).filter((key) => key.startsWith(prefix)));
      },
      read: (key) => answer(objects instanceof Error ? objects : objects[key]),
    };
    return store as StateStore;
  };
  return findStatesWithoutStack(stacks, open, within).then((outcome) => ({ ...outcome, asked }));
}

describe("states without a stack", () => {
  test("are those with resources that no stack of the stage keeps, with as many as Terraform manages", async () => {
    const { found, unsearched } = await search([kept("hub-projects")], {
      "b-hub": {
        "smus/dev/hub/projects/terraform.tfstate": HELD,
        "smus/dev/hub/inventory/terraform.tfstate": HELD,
        "smus/dev/old-hub/git/terraform.tfstate": stateOf(managed("aws_x")),
      },
    });
    expect(found).toEqual([
      { stage: "dev", id: "hub-inventory", resources: 3 },
      { stage: "dev", id: "old-hub-git", resources: 1 },
    ]);
    expect(unsearched).toEqual([]);
  });

  test("are not those that hold nothing, nor what is no state of the stage", async () => {
    const { found, asked } = await search([kept("hub-projects")], {
      "b-hub": {
        "smus/dev/hub/catalog/terraform.tfstate": DESTROYED,
        "smus/dev/hub/git/terraform.tfstate": stateOf({ ...managed("aws_z"), mode: "data" }),
        "smus/dev/hub/sharing/terraform.tfstate": "",
        "smus/dev/hub/inventory/terraform.tfstate.tflock": HELD,
        "smus/dev/hub/inventory/older/terraform.tfstate": HELD,
        "smus/dev/hub/unheard-of/terraform.tfstate": HELD,
        "smus/prod/hub/inventory/terraform.tfstate": HELD, // of another stage
        "smus/dev2/hub/inventory/terraform.tfstate": HELD,
        "hub/inventory/terraform.tfstate": HELD, // of Terraform's default workspace
        "bootstrap/dev.json": "{}",
      },
    });
    expect(found).toEqual([]);
    expect(asked).toEqual(["b-hub smus/dev/"]);
  });

  test("are looked for in each bucket once, also in one that is read only: the last stack in it may be gone", async () => {
    const reads = [{ backend: bucket("hub") }];
    const { found, asked } = await search([kept("fin-foundation"), kept("fin-association", { reads })], {
      "b-hub": { "smus/dev/hub/sharing/terraform.tfstate": HELD },
    });
    expect(found).toEqual([{ stage: "dev", id: "hub-sharing", resources: 3 }]);
    expect(asked.toSorted()).toEqual(["b-fin smus/dev/", "b-hub smus/dev/"]);
  });

  test("are looked for in the places of some stacks, and the others are known all the same", async () => {
    const stacks = [kept("hub-projects"), kept("hub-catalog"), kept("fin-foundation")];
    const { found, asked } = await search(
      stacks,
      { "b-hub": { "smus/dev/hub/catalog/terraform.tfstate": HELD, "smus/dev/hub/git/terraform.tfstate": HELD } },
      stacks.slice(0, 1),
    );
    expect(found.map(({ id }) => id)).toEqual(["hub-git"]);
    expect(asked).toEqual(["b-hub smus/dev/"]);
  });

  test("may be in places that are refused or broken, which are named with the reason and hide no other", async () => {
    const { found, unsearched } = await search([kept("hub-projects"), kept("fin-foundation")], {
      "b-fin": new RunnerError("role arn:x cannot be assumed"),
      "b-hub": {
        "smus/dev/hub/inventory/terraform.tfstate": HELD,
        "smus/dev/hub/git/terraform.tfstate": "{",
        "smus/dev/old/git/terraform.tfstate": DENIED,
      },
    });
    expect(found.map(({ id }) => id)).toEqual(["hub-inventory"]);
    expect(unsearched).toEqual([
      { place: "s3://b-fin/smus/dev/", why: "role arn:x cannot be assumed" },
      {
        place: "s3://b-hub/smus/dev/hub/git/terraform.tfstate",
        why: expect.stringMatching(/cannot be read: not JSON/) as string,
      },
      {
        place: "s3://b-hub/smus/dev/old/git/terraform.tfstate",
        why: "state bucket b-hub: User: plan is not authorized to perform: s3:GetObject",
      },
    ]);
  });

  test("are none in a bucket that does not exist", async () => {
    expect(await search([kept("hub-projects")], {})).toMatchObject({ found: [], unsearched: [] });
  });

  test("in Terraform Cloud are not looked for, which is said once", async () => {
    const backend = { kind: "cloud", workspace: "w" } as const;
    const { found, unsearched } = await search([kept("hub-projects", { backend }), kept("hub-git", { backend })], {});
    expect(found).toEqual([]);
    expect(unsearched).toEqual([
      { place: "Terraform Cloud", why: expect.stringMatching(/^its workspaces are not listed/) as string },
    ]);
  });

  test("of the local backend are found in its directory, those of accounts that are gone among them", async () => {
    const root = mkdtempSync(join(tmpdir(), "smus-states-"));
    try {
      const write = (place: string, text: string) => {
        const file = join(root, place, "terraform.tfstate");
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      };
      write("hub/projects/workspaces/dev", HELD);
      write("gone/association/workspaces/dev", HELD);
      write("hub/catalog/workspaces/dev", DESTROYED);
      write("hub/catalog/workspaces/prod", HELD);
      write("hub/inventory", HELD); // Terraform's default workspace
      const path = join(root, "hub/projects/terraform.tfstate");
      const backend = { kind: "local", path, workspaceDirectory: join(root, "hub/projects/workspaces") } as const;
      expect(await search([kept("hub-projects", { backend })], {})).toMatchObject({
        found: [{ stage: "dev", id: "gone-association", resources: 3 }],
        unsearched: [],
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test("behind a role that nobody may assume: the place is named, and no error is thrown", async () => {
    const roleArn = "arn:aws:iam::111111111111:role/smus-plan";
    const open = s3StateStores({ AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
    const { unsearched } = await findStatesWithoutStack(
      [kept("hub-git", { backend: { ...bucket("hub"), roleArn } })],
      open,
    );
    expect(unsearched).toEqual([
      { place: "s3://b-hub/smus/dev/", why: expect.stringContaining(`role ${roleArn} cannot be assumed`) as string },
    ]);
  });
});
