import type { EnvironmentInput } from "../../configuration";
import type { LiveDomain } from "../live";
import type { AdoptedOrganization, AdoptedStage } from "../mapping";
import { reportOf } from "./report";
import { Code, typescript } from "./typescript";

/** A file that the command writes, below its output directory. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** Stage files, one fragment per stage with what it adopts, and the report. */
export function outputFiles(organization: AdoptedOrganization, live: LiveDomain): OutputFile[] {
  const [owner] = organization.stages;
  return [
    ...organization.stages.flatMap((stage) => [
      { path: `${stage.name}.ts`, text: stageFile(stage, live) },
      { path: fragmentPath(stage.name), text: fragmentFile(stage) },
    ]),
    { path: `ADOPTION-${owner.name}.md`, text: reportOf(organization, live) },
  ];
}

function fragmentPath(stage: string): string {
  return `fragments/${stage}-adopted.ts`;
}

function stageFile({ name, environment }: AdoptedStage, live: LiveDomain): string {
  const { accounts, ...rest } = environment;
  const { organization, access, governanceAccount, ...parts } = rest;
  const content = {
    organization,
    access,
    governanceAccount,
    accounts: withHelpers(accounts),
    ...parts,
    adopt: new Code("adopted"),
  };
  const present = Object.fromEntries(Object.entries(content).filter(([, member]) => member !== undefined));
  const source = typescript(present);
  const helpers = source.includes("blueprints(") ? "blueprints, defineEnvironment" : "defineEnvironment";
  return [
    `import { ${helpers} } from "smus-cdktf";`,
    `import { adopted } from "./${fragmentPath(name).replace(/\.ts$/, "")}";`,
    "",
    "/**",
    ` * Stage ${name} of domain "${live.name}" (${live.id}) as it was found on AWS: \`npm run adopt\` wrote it, and it is yours to`,
    ` * change. What its first plan takes over is in ${fragmentPath(name)}, what it leaves out in the report.`,
    " */",
    `export default defineEnvironment(${source});`,
    "",
  ].join("\n");
}

/** Blueprints without settings are named in a call, as in the samples. */
function withHelpers(accounts: EnvironmentInput["accounts"]): unknown {
  return Object.fromEntries(
    Object.entries(accounts).map(([key, account]) => {
      const { blueprints = {}, ...rest } = account;
      const names = Object.keys(blueprints);
      if (names.length === 0) return [key, account];
      const plain = Object.values(blueprints).every((blueprint) => Object.keys(blueprint ?? {}).length === 0);
      const call = `blueprints(${names.map((name) => JSON.stringify(name)).join(", ")})`;
      return [key, { ...rest, blueprints: plain ? new Code(call) : blueprints }];
    }),
  );
}

function fragmentFile({ name, adopt }: AdoptedStage): string {
  return [
    `import { defineFragment } from "smus-cdktf";`,
    "",
    "/**",
    ` * Objects on AWS that stage ${name} takes over instead of creating them: id by the object's place in the stage's file.`,
    " * Keep the entries: without its entry, a grant or an owner would be removed and made again.",
    " */",
    `export const adopted = defineFragment("adopt", ${typescript(adopt)});`,
    "",
  ].join("\n");
}
