import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { addressesOf } from "./control-views";
import { type CodeHostOptions, startCodeHosts } from "./code-hosts";

const USAGE = `usage: main.ts --hosts FILE --directory DIR [--control-port N] [--load DIR] [--no-validate] [--verbose]
  FILE is JSON: {"hosts": [{"key": .., "type": "github" | "github-enterprise-server" | "gitlab", "port": ..}], "content": {..}}`;

/** Program of the code hosts: serves until it is ended. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      hosts: { type: "string" },
      directory: { type: "string" },
      "control-port": { type: "string", default: "0" },
      load: { type: "string" },
      "no-validate": { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
    },
  });
  if (values.hosts === undefined || values.directory === undefined)
    throw new Error("--hosts and --directory are needed");
  const running = await startCodeHosts({
    ...(JSON.parse(readFileSync(values.hosts, "utf8")) as Pick<CodeHostOptions, "hosts" | "content">),
    directory: values.directory,
    load: values.load,
    controlPort: Number(values["control-port"]),
    noValidation: values["no-validate"],
    verbose: values.verbose,
    environment: { PATH: process.env.PATH },
  });
  const stop = () => void running.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const hosts = [...running.hosts.values()].map(addressesOf);
  process.stdout.write(`${JSON.stringify({ ready: true, control: running.controlUrl, hosts })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`code hosts: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exit(1);
});
