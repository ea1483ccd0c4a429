import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A new repository of an organization. */
export interface StarterRequest {
  /** Name of the directory, which becomes the name of the package. */
  readonly name: string;
  /** Dependency in `package.json`: a version, a git address, or `file:` and a tarball. */
  readonly product: string;
  /** Commands of the program, which become npm scripts. */
  readonly commands: readonly string[];
  /** Version of TypeScript, with which `npm run check` checks the types of stage files. */
  readonly compiler: string;
}

/** A file of a new repository; its path is relative to the repository. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
}

/** Sample whose stage file a repository begins with. */
const SAMPLE = join(__dirname, "..", "environments", "samples", "minimal", "main.ts");

/** Files of a new repository, without pipelines: those depend on its stages. */
export function repositoryFiles(request: StarterRequest): StarterFile[] {
  const { name } = request;
  return [
    {
      path: "environments/main.ts",
      text: readFileSync(SAMPLE, "utf8").replace(/^ \* Copy this file[^]*?(?= \*\/)/m, NOTE),
    },
    { path: "package.json", text: json(packageOf(request)) },
    { path: "tsconfig.json", text: json(TSCONFIG) },
    { path: "cdktf.json", text: json({ ...CDKTF, projectId: packageName(name) }) },
    { path: ".gitignore", text: ["node_modules/", "cdktf.out/", ".smus/", ".terraform/", "*.tfstate*", ""].join("\n") },
    { path: "README.md", text: readme(name) },
  ];
}

const NOTE = ` * Replace the account ids, the names and the role. The file's name is the stage: \`TF_WORKSPACE=main\`.
`;

const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    module: "commonjs",
    moduleResolution: "node",
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["environments"],
};

const CDKTF = {
  language: "typescript",
  app: "node node_modules/smus-cdktf/bin/smus.js synth",
  sendCrashReports: "false",
  terraformProviders: [],
  terraformModules: [],
  context: {},
};

function packageOf({ name, product, commands, compiler }: StarterRequest): object {
  return {
    name: packageName(name),
    version: "0.0.0",
    private: true,
    engines: { node: ">=20" },
    scripts: {
      check: "tsc --noEmit -p .",
      ...Object.fromEntries(commands.map((command) => [command, `smus ${command}`])),
    },
    dependencies: { "smus-cdktf": product },
    devDependencies: { typescript: compiler },
    // Their install scripts only check what npm has installed already; npm asks about scripts that nobody has decided on.
    allowScripts: { "@swc/core": false, esbuild: false },
  };
}

/** npm allows less in a name than a file system does. */
function packageName(name: string): string {
  const allowed = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return allowed === "" ? "organization" : allowed;
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function readme(name: string): string {
  return `# ${name}

Amazon SageMaker Unified Studio of the organization, described in \`environments/\`: a file for each stage.

\`\`\`sh
npm install                # once; commit package-lock.json
npx smus config:check      # what the stage files hold, and what is wrong with them
npx smus sandbox           # applies them to a local AWS with real Terraform
\`\`\`

Then \`npx smus bootstrap --stage main\`, \`plan\` and \`apply\` with credentials of the organization. Bootstrap makes
\`environments/.terraform.lock.hcl\`, the provider's version for all stages: commit it. \`npx smus --help\` lists all
commands. For \`npx cdktf\`: \`npm install --save-dev --save-exact cdktf-cli@0.21.0\`.
`;
}
