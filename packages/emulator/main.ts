import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseFaults } from "./control";
import { startEmulator } from "./emulator";
import type { EmulatorDelays, NetworkOptions, OrganizationOptions } from "./options";

const USAGE = `usage: main.ts [--port N] [--moto URL] [--state-file PATH] [--load DIR] [--faults FILE] [--delays JSON]
  [--organization JSON] [--enabled-regions A,B] [--page-size N] [--enforce-rates] [--no-iam] [--no-validate]
  [--python PATH] [--network FILE] [--verbose]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      moto: { type: "string" },
      "state-file": { type: "string" },
      load: { type: "string" },
      faults: { type: "string" },
      delays: { type: "string" },
      organization: { type: "string" },
      "enabled-regions": { type: "string" },
      "page-size": { type: "string" },
      "enforce-rates": { type: "boolean", default: false },
      "no-iam": { type: "boolean", default: false },
      "no-validate": { type: "boolean", default: false },
      python: { type: "string" },
      network: { type: "string" },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const emulator = await startEmulator({
    port: Number(values.port),
    moto: values.moto,
    stateFile: values["state-file"],
    load: values.load,
    faults: values.faults ? parseFaults(readFileSync(values.faults, "utf8")) : [],
    delays: values.delays ? (JSON.parse(values.delays) as Partial<EmulatorDelays>) : undefined,
    organization: values.organization ? (JSON.parse(values.organization) as OrganizationOptions) : undefined,
    enabledRegions: values["enabled-regions"]?.split(","),
    pageSize: values["page-size"] ? Number(values["page-size"]) : undefined,
    enforceRates: values["enforce-rates"],
    iam: { enforce: !values["no-iam"] },
    validate: !values["no-validate"],
    python: values.python,
    network: values.network ? (JSON.parse(readFileSync(values.network, "utf8")) as NetworkOptions) : undefined,
    verbose: values.verbose,
    onRepeated: (line) => process.stderr.write(`${line}\n`),
  });
  const stop = () => void emulator.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.stdout.write(`${JSON.stringify({ ready: true, port: emulator.port })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`emulator: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exit(1);
});
