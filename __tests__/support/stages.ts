import type { EnvironmentInput, Stage } from "../../configuration/model";
import { parseEnvironment } from "../../configuration/parse";
import { resolveStage, withApplicationGroup, withUseCaseProjects } from "../../configuration/resolve";
import type { SynthesisOptions } from "../../stacks/compose";
import { synthesizeInMemory } from "../../stacks/in-memory";
import type { TerraformJson } from "./terraform-json";

/** The stages of an organization that is written down in a test, without its rules: by name, owner of the domain first. */
export function stagesOf(inputs: Readonly<Record<string, EnvironmentInput>>): Stage[] {
  const parsed = Object.entries(inputs).map(([name, input]) => {
    const { environment, problems } = parseEnvironment(input);
    if (problems.length > 0) throw new Error(`${name}: ${JSON.stringify(problems)}`);
    return { name, environment };
  });
  const files = withApplicationGroup(withUseCaseProjects(parsed));
  const byName = new Map(files.map((file) => [file.name, file]));
  return files.map((file) => {
    const { domain } = file.environment;
    const owner = "fromStage" in domain ? files.find(({ name }) => name === domain.fromStage) : file;
    if (owner === undefined) throw new Error(`${file.name}: no stage owns the domain`);
    return resolveStage(file, owner, byName);
  });
}

/** The stage of an organization of one. */
export function stageOf(input: EnvironmentInput, name = "dev"): Stage {
  return stagesOf({ [name]: input })[0];
}

/** Options with which tests synthesize unless they say otherwise. */
export const DEPLOY: SynthesisOptions = { access: "deploy", usePathStyle: false, workingDirectory: "/srv" };

/** A synthesized stage. */
export interface SynthesizedStage {
  readonly name: string;
  /** Terraform JSON by stack id, without CDKTF's metadata. */
  readonly stacks: ReadonlyMap<string, TerraformJson>;
  /** Ids of the stacks that must be applied before, by stack id. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** Addresses that were constructed, by stack id, duplicates included. */
  readonly constructed: ReadonlyMap<string, readonly string[]>;
}

/** Synthesizes a stage in memory, with the preparation and the validations of `app.synth()`. */
export function synthesizeStage(
  stage: Stage,
  stages: readonly Stage[] = [stage],
  options: Partial<SynthesisOptions> = {},
): SynthesizedStage {
  return synthesizeInMemory(stage, stages, { ...DEPLOY, ...options });
}
