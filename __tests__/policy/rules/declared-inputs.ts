import type { Layer } from "../../../contracts/layers";
import { outputNames } from "../../../contracts/outputs";
import { dataSourcesOf, type Block } from "../../support/terraform-json";
import type { OrganizationRule, StackUnderTest } from "../stack-under-test";

/** Existence of what a stack reads from another's state: the stack, in the workspace that is named, and the output. */
export const declaredInputs: OrganizationRule = (stacks) => {
  const producers = new Map(stacks.map((stack) => [`${stack.stage}|${stateOf(stack)}`, stack]));
  return stacks.flatMap((stack) =>
    dataSourcesOf(stack.json, "terraform_remote_state").flatMap(({ address, block }) => {
      const producer = producers.get(`${workspaceOf(block, stacks)}|${placeOf(block["config"] as Block)}`);
      if (producer === undefined) return [`${stack.stage}/${stack.id}: ${address} reads a state that no stack keeps`];
      return unknownOutputs(stack, address, producer.address.layer);
    }),
  );
};

function unknownOutputs(stack: StackUnderTest, address: string, layer: Layer): string[] {
  const declared = outputNames(layer);
  const read = [
    ...JSON.stringify(stack.json).matchAll(new RegExp(`${address.replaceAll(".", "\\.")}\\.outputs\\.(\\w+)`, "g")),
  ];
  const unknown = new Set(read.map(([, name]) => name).filter((name) => !declared.includes(name)));
  return [...unknown].map((name) => `${stack.stage}/${stack.id} reads ${name}, which ${layer} does not publish`);
}

function stateOf({ json }: StackUnderTest): string {
  const { backend = {}, cloud } = json.terraform ?? {};
  return placeOf(cloud ?? backend["s3"] ?? backend["local"] ?? {});
}

/** The same text for the backend of a producer and the configuration of its reader. */
function placeOf(settings: Block): string {
  const { bucket, key, path, workspace_dir: directory, workspaces } = settings;
  const { name } = (workspaces ?? {}) as { name?: string };
  return [bucket, key, path, directory, name].map((part) => JSON.stringify(part ?? null)).join("|");
}

/** Terraform Cloud names the workspace in the configuration; its stage is that of the stack which has it. */
function workspaceOf(block: Block, stacks: readonly StackUnderTest[]): string {
  if (block["backend"] !== "remote") return String(block["workspace"]);
  const place = placeOf(block["config"] as Block);
  return stacks.find((stack) => stateOf(stack) === place)?.stage ?? "";
}
