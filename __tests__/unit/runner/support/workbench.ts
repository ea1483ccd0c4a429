import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { RunOptions } from "../../../../runner";
import type { OpenStateStore } from "../../../../runner/state-store";

/** One call of the fake terraform. */
export interface RecordedCall {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly workspace?: string;
  readonly at: number;
}

/** Behaviour of the fake terraform when it is called; see `fake-terraform`. */
export interface Answer {
  readonly exit?: number;
  readonly lines?: readonly object[];
  /** Before the command does anything, after all of it, or (apply) when it is done and its state is not written. */
  readonly kill?: "before" | "between" | "after";
  readonly delay?: number;
  /** Output of `show`. */
  readonly json?: object;
  /** Do what the command does although the exit code is not 0. */
  readonly run?: boolean;
}

/** Stacks by id, with what each reads. */
export type Stacks = Readonly<Record<string, readonly string[]>>;

type Backend = "s3" | "cloud" | "local";

export type Scenario = Readonly<Record<string, Readonly<Record<string, readonly Answer[]>>>>;

/** A repository of one stage, or of several, in a temporary directory, driven by a fake terraform over states in files. */
export class Workbench {
  readonly root = mkdtempSync(join(tmpdir(), "smus-runner-"));

  constructor(readonly stage: string) {
    this.write(join(this.root, "node_modules", "ts-node", "register.js"), {}); // main.ts below is plain JavaScript
    this.write(join(this.root, "environments", "index.ts"), {}); // by which the runner knows a version before 0.2
    writeFileSync(
      join(this.root, "main.ts"),
      `require("node:fs").cpSync(require("node:path").join(__dirname, "synthesized", process.env.TF_WORKSPACE), process.env.CDKTF_OUTDIR, { recursive: true }); require("node:fs").writeFileSync(require("node:path").join(__dirname, "environment.json"), JSON.stringify(process.env));`,
    );
    this.scenario({});
  }

  /** Synthesizes these stacks from now on; values are the remote states that a stack reads (with the S3 backend). */
  stacks(stacks: Stacks, backend: Backend = "s3"): this {
    return this.stacksOf(this.stage, stacks, backend);
  }

  /** Has every stack ask for the AWS provider from now on, under a constraint; those that were there before included. */
  requiring(constraint: string, stage = this.stage): this {
    for (const file of listFiles(join(this.root, "synthesized", stage)).filter((name) =>
      name.endsWith("cdk.tf.json"),
    )) {
      const path = join(this.root, "synthesized", stage, file);
      const json = JSON.parse(readFileSync(path, "utf8")) as { terraform: object };
      const required = { aws: { source: "hashicorp/aws", version: constraint } };
      this.write(path, { ...json, terraform: { ...json.terraform, required_providers: required } });
    }
    return this;
  }

  /** Path of the lock file that the stages keep. */
  get lockFile(): string {
    return join(this.root, "environments", ".terraform.lock.hcl");
  }

  /** The same of another stage; `dependencies` are what its manifest says. */
  stacksOf(stage: string, stacks: Stacks, backend: Backend = "s3", dependencies: Stacks = {}): this {
    const directory = join(this.root, "synthesized", stage);
    rmSync(directory, { recursive: true, force: true });
    const entries = Object.keys(stacks).map((id) => [
      id,
      {
        workingDirectory: `stacks/${id}`,
        synthesizedStackPath: `stacks/${id}/cdk.tf.json`,
        dependencies: dependencies[id] ?? [],
      },
    ]);
    for (const [id, reads] of Object.entries(stacks))
      this.write(
        join(directory, "stacks", id, "cdk.tf.json"),
        stackJson(stage, id, reads, this.backendOf(stage, id, backend)),
      );
    this.write(join(directory, "manifest.json"), { stacks: Object.fromEntries(entries) as object });
    return this;
  }

  /** Variables that the last synthesis saw. */
  synthesisEnvironment(): NodeJS.ProcessEnv {
    return JSON.parse(readFileSync(join(this.root, "environment.json"), "utf8")) as NodeJS.ProcessEnv;
  }

  /** Decides what terraform answers; without an entry everything succeeds, and every plan has changes. */
  scenario(scenario: Scenario): this {
    this.write(join(this.root, "scenario.json"), scenario);
    return this;
  }

  options(): RunOptions {
    const environment = {
      PATH: process.env.PATH,
      HOME: this.root,
      TERRAFORM_BINARY_NAME: join(__dirname, "fake-terraform"),
      FAKE_TERRAFORM_ROOT: this.root,
    };
    const { stage, root, openStateStore } = this;
    return { stage, root, environment, openStateStore, parallelism: 2 };
  }

  /** Options for a stage that is worked on beside others. */
  optionsOf(stage: string): RunOptions {
    return { ...this.options(), stage, outputDirectory: join(this.root, "out", stage) };
  }

  /** State buckets as directories below the root; shared with the fake terraform. */
  readonly openStateStore: OpenStateStore = ({ bucket }) => {
    const directory = join(this.root, "s3", bucket);
    const file = (key: string): string => join(directory, key);
    const list = (prefix: string): string[] => listFiles(directory).filter((key) => key.startsWith(prefix));
    return {
      exists: () => Promise.resolve(existsSync(directory)),
      list: (prefix) => Promise.resolve(list(prefix)),
      read: (key) => Promise.resolve(existsSync(file(key)) ? readFileSync(file(key), "utf8") : undefined),
      writtenAt: (key) => Promise.resolve(existsSync(file(key)) ? statSync(file(key)).mtime : undefined),
      write: (key, text) => {
        mkdirSync(dirname(file(key)), { recursive: true });
        writeFileSync(file(key), text);
        return Promise.resolve();
      },
      remove: (key) => {
        rmSync(file(key), { force: true });
        return Promise.resolve();
      },
      empty: () => {
        const count = list("").length;
        rmSync(directory, { recursive: true });
        mkdirSync(directory);
        return Promise.resolve(count);
      },
    };
  };

  /** Writes a state as if a stack had been applied (or only bootstrapped). */
  givenState(stack: string, content: "empty" | "full", stage = this.stage): this {
    const [account, layer] = split(stack);
    const resources = content === "full" ? [{ mode: "managed", type: "aws_x", name: "y", instances: [{}] }] : [];
    return this.givenObject(account, `smus/${stage}/${account}/${layer}/terraform.tfstate`, { version: 4, resources });
  }

  givenObject(account: string, key: string, content: object): this {
    this.write(join(this.root, "s3", bucketOf(account), key), content);
    return this;
  }

  /** Calls since the last `forgetCalls`, as `<directory> <command>`. */
  calls(): string[] {
    return this.recorded().map(({ name, command }) => `${name} ${command}`);
  }

  recorded(): RecordedCall[] {
    const file = join(this.root, "calls.ndjson");
    if (!existsSync(file)) return [];
    // A process that is asked for its calls at this moment may have opened the file and not written its line yet.
    return readFileSync(file, "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as RecordedCall);
  }

  forgetCalls(): void {
    rmSync(join(this.root, "calls.ndjson"), { force: true });
  }

  objects(account: string): string[] {
    return listFiles(join(this.root, "s3", bucketOf(account)));
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private backendOf(stage: string, id: string, backend: Backend): object {
    if (backend === "s3") return { backend: { s3: s3(id) } };
    if (backend === "cloud") return { cloud: { workspaces: { name: `smus-${id}-${stage}` } } };
    const place = join(this.root, "states", id);
    return { backend: { local: { path: join(place, "terraform.tfstate"), workspace_dir: join(place, "workspaces") } } };
  }

  private write(file: string, content: object): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }
}

export function bucketOf(account: string): string {
  return `x-tfstate-${account}`;
}

function split(id: string): [string, string] {
  const at = id.lastIndexOf("-");
  return [id.slice(0, at), id.slice(at + 1)];
}

function s3(id: string): object {
  const [account, layer] = split(id);
  return {
    bucket: bucketOf(account),
    key: `${account}/${layer}/terraform.tfstate`,
    region: "us-east-1",
    workspace_key_prefix: "smus",
  };
}

/** `reads` are producers, `<stack>` of the same stage or `<stack>@<stage>`; with `^` before it the stack is promoted from that one. */
function stackJson(stage: string, id: string, reads: readonly string[], backend: object): object {
  const states = reads.map((read) => {
    const [producer, other] = read.replace("^", "").split("@");
    const name = read.startsWith("^") ? `StageGuard_Promotion_SourceState_${producer}` : producer;
    return [name, { backend: "s3", config: s3(producer), workspace: other ?? stage }];
  });
  const [account] = split(id);
  const resource = id.endsWith("-state")
    ? {
        aws_s3_bucket: { B: { bucket: bucketOf(account) } },
        aws_kms_key: { K: {} },
        aws_kms_alias: { A: { name: "alias/x-state", target_key_id: "${aws_kms_key.K.key_id}" } },
      }
    : { terraform_data: { a: {}, b: {} } };
  return {
    terraform: backend,
    ...(states.length === 0 ? {} : { data: { terraform_remote_state: Object.fromEntries(states) as object } }),
    resource,
  };
}

function listFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}
