import { loadAllStages, type EnvironmentInput } from "../../../configuration";
import { buildTopology, type AccessItem, type Topology } from "../../../topology/model";
import { parsePlan, type PlanOfStack } from "../../../topology/plan";
import { stagesOf } from "../../support/stages";

/** The view of stages that a test writes down. */
export function topologyOf(inputs: Readonly<Record<string, EnvironmentInput>>, only?: readonly string[]): Topology {
  const files = Object.fromEntries(Object.keys(inputs).map((name) => [name, `environments/${name}.ts`]));
  return buildTopology(stagesOf(inputs), { files, only });
}

/** The view of a directory of stage files. */
export function topologyOfDirectory(directory: string): Topology {
  const stages = loadAllStages(directory);
  return buildTopology(stages, {
    files: Object.fromEntries(stages.map(({ name }) => [name, `${directory}/${name}.ts`])),
  });
}

/** A right as a line: who, what, in which unit, with which accounts. */
export function line(topology: Topology, row: AccessItem): string {
  const name = (id: string | undefined): string =>
    [...topology.profiles, ...topology.accounts].find((item) => item.id === id)?.name ?? "";
  const unit = topology.units.find(({ id }) => id === row.unit?.id);
  const accounts = row.accounts.map(({ account, units }) =>
    units === undefined
      ? name(account)
      : `${name(account)} (${units.map((id) => id.split("/")[1]).join("+") || "never"})`,
  );
  return `${row.principal.label} | ${row.may} ${name(row.profile)}${row.blueprints.join("+")} | ${unit?.path ?? "-"}${row.unit?.below ? " and below" : ""} | ${accounts.join(", ")}`;
}

/** The plan of a stack with these changes, through the format that terraform prints. */
export function planOf(
  stack: Pick<PlanOfStack, "stage" | "account" | "layer">,
  changes: Readonly<Record<string, readonly string[]>>,
): PlanOfStack {
  const resource_changes = Object.entries(changes).map(([address, actions]) => ({
    address,
    mode: "managed",
    change: { actions },
  }));
  return { ...stack, plan: parsePlan(JSON.stringify({ format_version: "1.2", resource_changes })) };
}
