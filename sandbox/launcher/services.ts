import { join, resolve } from "node:path";
import { NODE_ARGUMENTS, programFile } from "../../contracts/own-program";
import { motoFile } from "../../packages/emulator/saved-state";
import { RunnerError } from "../../runner";
import { listedHosts, type PlayedHost, saveCodeHosts, startCodeHosts, type StartingCodeHosts } from "../code-hosts";
import { BackgroundProcess } from "./background-process";
import { answers, getJson } from "./http";
import { claimPort, freePort, LOOPBACK } from "./ports";
import type { PythonTools } from "./python-tools";

/** Folder of the code that runs: programs and Python files lie in it. */
const PRODUCT = resolve(__dirname, "../..");

/** Ports of the services of a sandbox. */
export interface ServiceAddresses {
  readonly motoPort: number;
  readonly emulatorPort: number;
  /** Of the pool of running providers; undefined where terraform starts its own. */
  readonly providersPort?: number;
  /** Of the control endpoints of code hosts; undefined where no use case has one. */
  readonly codeHostsPort?: number;
}

/** Input of the start of the services. */
export interface ServicesRequest {
  readonly root: string;
  readonly workDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly tools: PythonTools;
  /** Directory that {@link saveMemory} has written. @default - begins with nothing */
  readonly load?: string;
  /** Accounts that must accept an invitation to a share. */
  readonly invitedAccountIds: readonly string[];
  /** Regions that have to be enabled and that every account has enabled. */
  readonly enabledRegions: readonly string[];
  /** Refuse calls over the service's rates. @default false */
  readonly throttle?: boolean;
  /** Id of the organization that accounts are in. @default - none */
  readonly organizationId?: string;
  /** Let pass what policies do not allow, and only list it. @default false */
  readonly noIam?: boolean;
  /** Leave out the pool of running providers. @default false */
  readonly ownProviders?: boolean;
  /** Code hosts of use cases. @default - none */
  readonly codeHosts?: readonly PlayedHost[];
  /** @default - free ports */
  readonly motoPort?: number;
  readonly emulatorPort?: number;
}

/** moto, the emulator and the pool of providers, running. */
export class Services {
  private constructor(
    readonly addresses: ServiceAddresses,
    readonly moto: BackgroundProcess,
    readonly emulator: BackgroundProcess,
    readonly providers: BackgroundProcess | undefined,
    readonly codeHosts: BackgroundProcess | undefined,
  ) {}

  /** Starts all and waits until they answer; on failure nothing is left running. */
  static async start(request: ServicesRequest): Promise<Services> {
    const motoPort = request.motoPort === undefined ? await freePort() : await claimPort(request.motoPort);
    const emulatorPort = request.emulatorPort === undefined ? await freePort() : await claimPort(request.emulatorPort);
    const codeHosts = await startHosts(request);
    const addresses: ServiceAddresses = {
      ...(codeHosts === undefined ? {} : { codeHostsPort: codeHosts.controlPort }),
      motoPort,
      emulatorPort,
      ...(request.ownProviders === true ? {} : { providersPort: await freePort() }),
    };
    const moto = startMoto(request, addresses);
    const emulator = startEmulator(request, addresses, codeHosts?.networkFile);
    const providers = startProviders(request, addresses);
    const services = new Services(addresses, moto, emulator, providers, codeHosts?.process);
    const onExit = (): void => services.stopNow(); // also while they are still starting
    process.once("exit", onExit);
    try {
      // Loading the managed policies takes moto a few seconds; a cold file system many.
      await moto.ready(() => answers(`${motoUrl(addresses)}/_moto/health`), 120);
      await emulator.ready(async () => (await getJson(`${emulatorUrl(addresses)}/_emulator/health`)) !== undefined, 60);
      await providers?.ready(async () => (await getJson(`${providersUrl(addresses)}/health`)) !== undefined, 60);
      await codeHosts?.process.ready(async () => (await listedHosts(codeHosts.controlPort)) !== undefined, 60);
      return services;
    } catch (error) {
      await services.stop();
      throw error;
    } finally {
      process.off("exit", onExit);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.moto.stop(), this.emulator.stop(), this.providers?.stop(), this.codeHosts?.stop()]);
  }

  /** For the last moment of this process: cannot wait. */
  stopNow(): void {
    this.moto.stopNow();
    this.emulator.stopNow();
    this.providers?.stopNow();
    this.codeHosts?.stopNow();
  }
}

/** Base URL of moto. */
export function motoUrl({ motoPort }: ServiceAddresses): string {
  return `http://${LOOPBACK}:${motoPort}`;
}

/** Base URL of the emulator. */
export function emulatorUrl({ emulatorPort }: ServiceAddresses): string {
  return `http://${LOOPBACK}:${emulatorPort}`;
}

/** Base URL of the pool of running providers; undefined where there is none. */
export function providersUrl({ providersPort }: ServiceAddresses): string | undefined {
  return providersPort === undefined ? undefined : `http://${LOOPBACK}:${providersPort}`;
}

/** Has both services write what they hold into a directory, from which others can begin (`load`). */
export async function saveMemory(addresses: ServiceAddresses, directory: string): Promise<void> {
  const response = await fetch(`${emulatorUrl(addresses)}/_emulator/save`, {
    method: "POST",
    body: JSON.stringify({ directory }),
  });
  if (!response.ok) throw new RunnerError(`the sandbox could not be saved: ${await response.text()}`);
  if (addresses.codeHostsPort !== undefined) await saveCodeHosts(addresses.codeHostsPort, directory);
}

async function startHosts(request: ServicesRequest): Promise<StartingCodeHosts | undefined> {
  const { codeHosts: hosts = [], root, workDirectory, environment, load } = request;
  if (hosts.length === 0) return undefined;
  return startCodeHosts({ hosts, root, workDirectory, environment, ...(load === undefined ? {} : { load }) });
}

function startMoto(
  { root, workDirectory, environment, tools, load }: ServicesRequest,
  addresses: ServiceAddresses,
): BackgroundProcess {
  return BackgroundProcess.start({
    name: "moto",
    file: tools.motoPython,
    arguments: [
      join(PRODUCT, "sandbox", "moto", "service.py"),
      "--port",
      String(addresses.motoPort),
      "--emulator",
      emulatorUrl(addresses),
      ...(load === undefined ? [] : ["--load", motoFile(load)]),
    ],
    directory: root,
    environment: { ...environment, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
    logFile: join(workDirectory, "moto.log"),
  });
}

function startEmulator(
  {
    root,
    workDirectory,
    environment,
    tools,
    invitedAccountIds,
    enabledRegions,
    organizationId,
    throttle,
    noIam,
    load,
  }: ServicesRequest,
  addresses: ServiceAddresses,
  networkFile: string | undefined,
): BackgroundProcess {
  const port = String(addresses.emulatorPort);
  return BackgroundProcess.start({
    name: "emulator",
    file: process.execPath,
    arguments: [
      ...NODE_ARGUMENTS,
      programFile(join(PRODUCT, "packages", "emulator", "main")),
      "--port",
      port,
      "--moto",
      motoUrl(addresses),
      "--python",
      tools.python,
      "--organization",
      JSON.stringify({ outside: invitedAccountIds, id: organizationId }),
      "--enabled-regions",
      enabledRegions.join(","),
      ...(throttle === true ? ["--enforce-rates"] : []),
      ...(networkFile === undefined ? [] : ["--network", networkFile]),
      ...(noIam === true ? ["--no-iam"] : []),
      ...(load === undefined ? [] : ["--load", load]),
    ],
    directory: root,
    environment,
    logFile: join(workDirectory, "emulator.log"),
  });
}

function startProviders(
  { root, workDirectory, environment }: ServicesRequest,
  { providersPort }: ServiceAddresses,
): BackgroundProcess | undefined {
  if (providersPort === undefined) return undefined;
  return BackgroundProcess.start({
    name: "providers",
    file: process.execPath,
    arguments: [
      ...NODE_ARGUMENTS,
      programFile(join(PRODUCT, "sandbox", "providers", "main")),
      "--port",
      String(providersPort),
    ],
    directory: root,
    environment,
    logFile: join(workDirectory, "providers.log"),
  });
}
