import { App, TerraformDataSource, TerraformResource, type TerraformStack } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "../configuration/model";
import { composeStage, type SynthesisOptions } from "./compose";
import { FastStack } from "./engine/fast-stack";

/** A stage's stacks, synthesized without files. */
export interface SynthesizedStage {
  readonly name: string;
  /** Terraform JSON by stack id, without CDKTF's metadata, in apply order. */
  readonly stacks: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Ids of the stacks that must be applied before, by stack id. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** Addresses of the resources and data sources that were constructed, by stack id, duplicates included. */
  readonly constructed: ReadonlyMap<string, readonly string[]>;
}

/**
 * Synthesizes a stage in memory, with the preparation and the validations of `app.synth()`: for tools that look at what
 * would be written (policies, tests).
 */
export function synthesizeInMemory(
  stage: Stage,
  stages: readonly Stage[],
  options: SynthesisOptions,
): SynthesizedStage {
  const outdir = mkdtempSync(join(tmpdir(), "smus-synth-"));
  try {
    const app = new App({ outdir });
    composeStage(app, stage, stages, options);
    const stacks = app.node.children.filter((child) => child instanceof FastStack);
    return {
      name: stage.name,
      stacks: new Map(stacks.map((stack) => [stack.node.id, withoutMetadata(stack.synthesizeInMemory())])),
      dependencies: new Map(stacks.map((stack) => [stack.node.id, stack.dependencies.map(({ node }) => node.id)])),
      constructed: new Map(stacks.map((stack) => [stack.node.id, addresses(stack)])),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function addresses(stack: TerraformStack): string[] {
  return stack.node.findAll().flatMap((node) => {
    if (TerraformResource.isTerraformResource(node)) return [`${node.terraformResourceType}.${node.friendlyUniqueId}`];
    const isData = TerraformDataSource.isTerraformDataSource(node);
    return isData ? [`data.${node.terraformResourceType}.${node.friendlyUniqueId}`] : [];
  });
}

/** As written to the file: `undefined` members vanish, and so do CDKTF's `//` members. */
function withoutMetadata(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(json), (_, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member) || !("//" in member)) return member;
    const { "//": _metadata, ...rest } = member;
    return rest;
  }) as Record<string, unknown>;
}
