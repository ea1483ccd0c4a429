import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { synthesize, type SynthesizedStack } from "../synthesis";

const STACK_FILE = "cdk.tf.json";
/** Settings of a person's machine that change what is synthesized; committed JSON is for everybody. */
const PERSONAL = [
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_S3",
  "SMUS_PROTECTION",
  "SMUS_SANDBOX_ISSUER",
  "SMUS_ACCESS",
  "SMUS_STAGE",
];

/** Stage to synthesize, and the code to do it with. */
export interface CommittedRequest {
  readonly stage: string;
  /** Directory that holds `main.ts`. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The files of a stage for version control, by path below the stage's folder: `stacks/<id>/cdk.tf.json` without CDKTF's
 * metadata, and the assets beside it. The same configuration gives the same bytes, on every machine.
 *
 * @throws RunnerError with what is wrong with the configuration
 */
export async function committedFiles({ stage, root, environment }: CommittedRequest): Promise<Map<string, Buffer>> {
  const outputDirectory = mkdtempSync(join(tmpdir(), "smus-committed-"));
  const impersonal = Object.fromEntries(Object.entries(environment).filter(([name]) => !PERSONAL.includes(name)));
  try {
    const stacks = await synthesize({
      stage,
      root,
      workingDirectory: root,
      outputDirectory,
      environment: impersonal,
    });
    return new Map(stacks.toSorted((a, b) => (a.id < b.id ? -1 : 1)).flatMap(filesOf));
  } finally {
    rmSync(outputDirectory, { recursive: true, force: true });
  }
}

function filesOf({ id, directory }: SynthesizedStack): [string, Buffer][] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, Buffer] => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(directory, file).split(sep).join("/");
      const content = readFileSync(file);
      return [`stacks/${id}/${path}`, path === STACK_FILE ? withoutMetadata(content) : content];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** CDKTF's `//` members say where in the program something was made: noise in a review, and nothing to Terraform. */
function withoutMetadata(content: Buffer): Buffer {
  const value = JSON.parse(content.toString("utf8"), (_, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member) || !("//" in member)) return member;
    const { "//": _metadata, ...rest } = member;
    return rest;
  }) as unknown;
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
