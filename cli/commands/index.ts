import type { Registry } from "../frame";

/** All commands, in the order in which an organization meets them. A command is an entry here and a file of its name. */
export const REGISTRY: Registry = new Map([
  ["init", async () => (await import("./init")).initCommand],
  ["config:check", async () => (await import("./config-check")).configCheckCommand],
  ["preflight", async () => (await import("./preflight")).preflightCommand],
  ["bootstrap", async () => (await import("./bootstrap")).bootstrapCommand],
  ["plan", async () => (await import("./plan")).planCommand],
  ["apply", async () => (await import("./apply")).applyCommand],
  ["destroy", async () => (await import("./destroy")).destroyCommand],
  ["promote", async () => (await import("./promote")).promoteCommand],
  ["affected", async () => (await import("./affected")).affectedCommand],
  ["drift", async () => (await import("./drift")).driftCommand],
  ["catalog:check", async () => (await import("./catalog-check")).catalogCheckCommand],
  ["git:status", async () => (await import("./git-status")).gitStatusCommand],
  ["adopt", async () => (await import("./adopt")).adoptCommand],
  ["topology", async () => (await import("./topology")).topologyCommand],
  ["policies", async () => (await import("./policies")).policiesCommand],
  ["pipelines", async () => (await import("./pipelines")).pipelinesCommand],
  ["sandbox", async () => (await import("./sandbox")).sandboxCommand],
  ["synth", async () => (await import("./synth")).synthCommand],
  ["synth:all", async () => (await import("./synth-all")).synthAllCommand],
  ["synth:committed", async () => (await import("./synth-committed")).synthCommittedCommand],
  ["ci:credentials", async () => (await import("./ci-credentials")).ciCredentialsCommand],
  ["ci:accept", async () => (await import("./ci-accept")).ciAcceptCommand],
  ["ci:report", async () => (await import("./ci-report")).ciReportCommand],
]);
