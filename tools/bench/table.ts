import { cpus } from "node:os";
import { table } from "../../formats/markdown";
import type { Measurement } from "./measure";

/** One line of the result. */
export interface Row {
  readonly name: string;
  readonly stacks: number;
  readonly resources: number;
  readonly check: Measurement;
  /** Of all stages at once. */
  readonly synthAll: Measurement;
  /** Of each stage, one after the other. */
  readonly synth: Measurement;
  /** `npm run affected` after one profile was changed. */
  readonly affected: Measurement;
  /** Writing the same files with plain code. */
  readonly floor: Measurement;
  /** @default - not measured */
  readonly plain?: Measurement;
}

/** The result as a Markdown table, with what it was measured on. */
export function formatTable(rows: readonly Row[], runs: number): string {
  const header = [
    "Workload",
    "Stacks",
    "Resources",
    "Configuration check",
    "Synthesis of all stages at once",
    "Synthesis, stage after stage",
    "Affected",
    "Plain CDKTF",
    "Floor",
    "CPU: at once / stage after stage / plain / floor",
  ];
  const lines = rows.map((row) => [
    row.name,
    String(row.stacks),
    String(row.resources),
    figures(row.check),
    figures(row.synthAll),
    figures(row.synth),
    figures(row.affected),
    row.plain === undefined ? "not measured" : figures(row.plain),
    figures(row.floor),
    [row.synthAll, row.synth, row.plain, row.floor]
      .map((one) => (one === undefined ? "-" : one.cpuSeconds.toFixed(1)))
      .join(" / "),
  ]);
  const processor = cpus()[0]?.model ?? "unknown processor";
  return [
    table(header, lines).join("\n"),
    `${runs === 1 ? "One run" : `Median of ${runs} runs (plain CDKTF with more than 100 stacks: one)`}, whole processes from outside (plain CDKTF and floor: stage after stage): wall time, CPU time, peak memory. ` +
      `Node ${process.versions.node}, ${cpus().length} cores (${processor}).`,
  ].join("\n\n");
}

function figures({ seconds, cpuSeconds, memoryMiB }: Measurement): string {
  return `${seconds.toFixed(1)} s (CPU ${cpuSeconds.toFixed(1)} s), ${Math.round(memoryMiB)} MiB`;
}
