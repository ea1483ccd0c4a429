import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NODE_ARGUMENTS, programFile } from "../../contracts/own-program";
import type { NetworkOptions } from "../../packages/emulator";
import type { ListedHost, ListedRepository } from "../../packages/emulator/code-host";
import { authorityOf } from "../../packages/emulator/code-host/http/authority";
import { RunnerError } from "../../runner";
import { BackgroundProcess } from "../launcher/background-process";
import { getJson } from "../launcher/http";
import { freePort, LOOPBACK } from "../launcher/ports";
import { hostContent, hostDefinition, type PlayedHost } from "./played-hosts";

export { storeTokens } from "./secrets";
export { approverToken, playedHosts, type PlayedHost, robotToken } from "./played-hosts";

/** Wishes of whoever starts code hosts. */
export interface StartCodeHosts {
  readonly hosts: readonly PlayedHost[];
  /** Folder of the sandbox: their state and log are below it. */
  readonly workDirectory: string;
  /** Directory of the process. */
  readonly root: string;
  /** Folder that {@link saveCodeHosts} has written. @default - begins with nothing */
  readonly load?: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Code hosts that are starting. */
export interface StartingCodeHosts {
  readonly process: BackgroundProcess;
  readonly controlPort: number;
  /** File for the emulator's `--network`: functions reach the hosts under their own names. */
  readonly networkFile: string;
}

const FOLDER = "code-hosts";

/** Starts the code hosts of an organization as a process; `ready` waits for it. */
export async function startCodeHosts(wish: StartCodeHosts): Promise<StartingCodeHosts> {
  const directory = join(wish.workDirectory, FOLDER);
  mkdirSync(directory, { recursive: true });
  const controlPort = await freePort();
  const placed = [];
  for (const host of wish.hosts) placed.push({ host, ports: { port: await freePort(), securePort: await freePort() } });
  const hostsFile = join(directory, "hosts.json");
  const hosts = placed.map(({ host, ports }) => hostDefinition(host, ports));
  const content = Object.fromEntries(wish.hosts.map((host) => [host.key, hostContent(host)]));
  writeFileSync(hostsFile, JSON.stringify({ hosts, content }, undefined, 2));
  const networkFile = join(directory, "network.json");
  const network: NetworkOptions = {
    hosts: Object.fromEntries(
      placed.flatMap(({ host, ports }) => namesOf(host).map((name) => [name, ports.securePort])),
    ),
    certificateAuthority: authorityOf(directory).cert,
  };
  writeFileSync(networkFile, JSON.stringify(network, undefined, 2));
  const process_ = BackgroundProcess.start({
    name: "the sandbox's code hosts",
    file: process.execPath,
    arguments: [
      ...NODE_ARGUMENTS,
      programFile(join(__dirname, "../../packages/emulator/code-host/main")),
      `--hosts=${hostsFile}`,
      `--directory=${directory}`,
      "--control-port",
      String(controlPort),
      ...(wish.load === undefined ? [] : [`--load=${join(wish.load, FOLDER)}`]),
    ],
    directory: wish.root,
    environment: wish.environment,
    logFile: join(wish.workDirectory, "code-hosts.log"),
  });
  return { process: process_, controlPort, networkFile };
}

/** Names and ports by which functions reach a host. */
function namesOf({ url }: PlayedHost): string[] {
  const { hostname, port } = new URL(url);
  const end = port === "" ? "443" : port;
  return [`${hostname}:${end}`, `api.${hostname}:${end}`];
}

const control = (port: number, name: string): string => `http://${LOOPBACK}:${port}/_code-hosts/${name}`;

/** Hosts that answer, with their addresses; undefined where nobody answers. */
export async function listedHosts(controlPort: number): Promise<readonly ListedHost[] | undefined> {
  return (await getJson<{ hosts: ListedHost[] }>(control(controlPort, "health")))?.hosts;
}

/** Repositories of all hosts. */
export async function listedRepositories(controlPort: number): Promise<readonly ListedRepository[]> {
  return (
    (await getJson<{ repositories: ListedRepository[] }>(control(controlPort, "repositories")))?.repositories ?? []
  );
}

/** Has the hosts write what they hold into a folder of a directory. @throws RunnerError */
export async function saveCodeHosts(controlPort: number, directory: string): Promise<void> {
  const body = JSON.stringify({ directory: join(directory, FOLDER) });
  const response = await fetch(control(controlPort, "save"), { method: "POST", body });
  if (!response.ok) throw new RunnerError(`the code hosts of the sandbox could not be saved: ${await response.text()}`);
}

/** Lines for people: where hosts are, and what is in them. */
export async function codeHostLines(controlPort: number): Promise<string[]> {
  const [hosts, repositories] = [await listedHosts(controlPort), await listedRepositories(controlPort)];
  return (hosts ?? []).flatMap(({ key, type, url, address }) => [
    `Code host ${key} (${type}, ${url} for functions): ${address}`,
    ...repositories
      .filter(({ host }) => host === key)
      .map(({ cloneUrl, changeRequests, runs }) => {
        const waiting = changeRequests.length === 0 ? "" : `, ${changeRequests.length} change requests`;
        return `  git clone ${cloneUrl}${waiting}${runs === 0 ? "" : `, ${runs} runs`}`;
      }),
  ]);
}
