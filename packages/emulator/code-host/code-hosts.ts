import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { join, resolve } from "node:path";
import { CallLog } from "../call-log";
import { type FaultRule, FaultRules } from "../faults";
import { close } from "../http/server";
import { Store } from "../store";
import { serveControl } from "./control";
import type { Family, Validation } from "./family";
import { github } from "./github";
import { gitlab } from "./gitlab";
import { writeHooks } from "./hooks";
import { Host } from "./host";
import type { HostContent, HostDefinition } from "./host-definition";
import { Exchange, type HostViolation, type Shared } from "./http/exchange";
import { authorityOf } from "./http/authority";
import { serveHost } from "./http/server";
import { openApiValidation } from "./openapi/validation";

/** Wishes of whoever starts code hosts. */
export interface CodeHostOptions {
  readonly hosts: readonly HostDefinition[];
  /** Content by key of the host; it is added to what the directory holds. */
  readonly content?: Readonly<Record<string, HostContent>>;
  /** Directory of its state and its Git repositories; what lies there is gone on with. */
  readonly directory: string;
  /** Directory that {@link CodeHosts.save} has written, to begin with. */
  readonly load?: string;
  /** Port of the control endpoints. @default - a free one */
  readonly controlPort?: number;
  readonly faults?: readonly FaultRule[];
  /** Take requests of any shape, and check no answer. @default false */
  readonly noValidation?: boolean;
  readonly verbose?: boolean;
  /** Variables of git's processes. @default - none, git is found where the system looks for programs */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Code hosts that run. */
export interface CodeHosts {
  /** Address of the control endpoints. */
  readonly controlUrl: string;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly faults: FaultRules;
  readonly log: CallLog;
  readonly violations: readonly HostViolation[];
  /** Address of a host on this machine, in plain HTTP. @throws Error where there is none of this key */
  url(key: string): string;
  /** Writes everything into a directory. Nobody may be at work meanwhile. */
  save(directory: string): void;
  /** Forgets everything but what the hosts began with. */
  reset(): void;
  stop(): Promise<void>;
}

const STATE = "code-hosts.json";
const REPOSITORIES = "repositories";

/** Starts code hosts in this process, each at a port of its own; they answer when the promise is fulfilled. */
export async function startCodeHosts(options: CodeHostOptions): Promise<CodeHosts> {
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  if (options.load !== undefined) copy(options.load, directory);
  const store = new Store(join(directory, STATE));
  const shared: Shared = {
    faults: new FaultRules(options.faults),
    log: new CallLog(options.verbose ?? false),
    violations: [],
  };
  const hooks = writeHooks(directory);
  const hosts = new Map<string, Host>();
  const servers: Server[] = [];
  for (const definition of options.hosts) {
    const { environment = {} } = options;
    const host = new Host({ definition, store, directory: join(directory, REPOSITORIES, definition.key), environment });
    const family = familyOf(definition);
    const validation = options.noValidation === true ? undefined : validationOf(definition);
    const exchange = new Exchange(host, family, shared, validation);
    servers.push(...(await serveHost({ host, family, exchange, hooks }, () => authorityOf(directory))));
    host.add(options.content?.[definition.key] ?? {});
    hosts.set(definition.key, host);
  }
  const running: Omit<CodeHosts, "controlUrl" | "stop"> = {
    hosts,
    ...shared,
    url: (key) => hostOf(hosts, key).address,
    save: (target) => {
      store.flush();
      copy(directory, target);
    },
    reset: () => {
      for (const [key, host] of hosts) {
        host.reset();
        host.add(options.content?.[key] ?? {});
      }
      shared.faults.clear();
      shared.log.clear();
      shared.violations.length = 0;
    },
  };
  const { server, url: controlUrl } = await serveControl(running, options.controlPort ?? 0);
  const stop = async (): Promise<void> => {
    await Promise.all([server, ...servers].map(close));
    store.flush();
  };
  return { ...running, controlUrl, stop };
}

function hostOf(hosts: ReadonlyMap<string, Host>, key: string): Host {
  const host = hosts.get(key);
  if (host === undefined)
    throw new Error(`there is no code host "${key}"; code hosts: ${[...hosts.keys()].join(", ")}`);
  return host;
}

function familyOf({ type }: HostDefinition): Family {
  return type === "gitlab" ? gitlab() : github(type === "github-enterprise-server");
}

function validationOf({ type, version = "3.19" }: HostDefinition): Validation | undefined {
  if (type === "gitlab") return undefined;
  return openApiValidation(type === "github" ? "api.github.com" : `ghes-${version}`);
}

function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of [STATE, REPOSITORIES]) {
    rmSync(join(to, name), { recursive: true, force: true });
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
  }
}
