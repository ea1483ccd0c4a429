import { CreateDomainCommand, type DataZoneClient } from "@aws-sdk/client-datazone";
import { fork } from "node:child_process";
import { join } from "node:path";
import { datazoneReader } from "../../aws/clients/readers";
import { emulatorCredentials, startEmulator } from "../../packages/emulator";
import type { DataAccess } from "../../packages/emulator/services/datazone/data-access/shapes";
import type { DataZoneState } from "../../packages/emulator/services/datazone/model";
import type { ProjectSources } from "../../packages/emulator/services/datazone/project-sources";
import type { DomainSize } from "./domain-size";
import { fillDomain } from "./large-domain";

const ACCOUNT = "111111111111";
const REGION = "eu-west-1";
/** Time of a step of a grant: the service takes minutes for the whole. */
const GRANT_MILLISECONDS = 60_000;
/** Role that reads, and that is a member of every project. */
export const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;

/** An emulator with a large domain, in a process of its own: memory and time of this one are those of what is measured. */
export interface LargeDomain {
  readonly url: string;
  readonly domainId: string;
  readonly stop: () => void;
}

/** Size from the command line: projects, then subscriptions. */
export function sizeOf(words: readonly string[]): DomainSize {
  const [projects, subscriptions] = words.map(Number);
  return { projects: projects || 1_000, subscriptions: subscriptions || 10_000, membersPerProject: 8 };
}

/** Starts an emulator with a domain of a size. @param rates - `service` refuses calls over the service's rates */
export function startLargeDomain(
  { projects, subscriptions }: DomainSize,
  rates: "any" | "service" = "any",
): Promise<LargeDomain> {
  const execArgv = ["-r", join(__dirname, "../../bin/typescript.js")];
  const child = fork(__filename, [String(projects), String(subscriptions), rates], { execArgv });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the emulator ended with ${code}`)));
    child.once("message", (ready: Pick<LargeDomain, "url" | "domainId">) =>
      resolve({ ...ready, stop: () => child.disconnect() }),
    );
  });
}

/** DataZone of an emulator, as a role. @default - the reader */
export function clientOf(url: string, role = "reader"): DataZoneClient {
  process.env.AWS_ENDPOINT_URL_DATAZONE = url;
  return datazoneReader({ region: REGION, credentials: emulatorCredentials(ACCOUNT, role) });
}

/** Has clients that find place and keys in the environment, as those of functions do, ask an emulator as the reader. */
export function becomeReader(url: string): void {
  const { accessKeyId, secretAccessKey } = emulatorCredentials(ACCOUNT, "reader");
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  Object.assign(process.env, { ...keys, AWS_REGION: REGION, AWS_ENDPOINT_URL_DATAZONE: url });
}

/** The process of the emulator. */
async function serve(size: DomainSize, enforceRates: boolean): Promise<void> {
  const emulator = await startEmulator({
    validate: false,
    delays: { domain: 0, grant: GRANT_MILLISECONDS },
    enforceRates,
  });
  const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/service-role/${name}`;
  const { id = "" } = await clientOf(emulator.url, "admin").send(
    new CreateDomainCommand({
      ...{ name: "large", domainVersion: "V2", domainExecutionRole: role("Execution"), serviceRole: role("Service") },
    }),
  );
  const { store } = emulator;
  const domain = store.state<DataZoneState>("datazone", ACCOUNT, REGION, () => ({ domains: {} })).domains[id];
  const access: DataAccess = { requests: {}, subscriptions: {}, targets: {}, grants: {}, filters: {}, served: {} };
  store.state<Record<string, DataAccess>>("datazone-access", ACCOUNT, REGION, () => ({}))[id] = access;
  const sources: ProjectSources = { connections: {}, dataSources: {}, runs: {}, assets: {} };
  store.state<Record<string, ProjectSources>>("datazone-sources", ACCOUNT, REGION, () => ({}))[id] = sources;
  fillDomain({ domain, access, assets: sources.assets }, size, READER);
  process.once("disconnect", () => process.exit());
  process.send?.({ url: emulator.url, domainId: id });
}

if (require.main === module) void serve(sizeOf(process.argv.slice(2)), process.argv[4] === "service");
