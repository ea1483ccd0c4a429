import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadAllStages, type Stage } from "../../configuration";
import type { Overrides } from "../../deploy-role/roles";
import { locateTerraform, type RunOptions } from "../../runner";
import { operatorCredentials, prepareAccounts, terraformRoles } from "./accounts";
import { playedHosts, storeTokens } from "../code-hosts";
import { isolatedEnvironment, type OperatorCredentials } from "./client-environment";
import { findKept } from "./found-session";
import { keptLockOf, lockFileOf, takeKeptLock } from "./provider-lock";
import { findPythonTools } from "./python-tools";
import type { SandboxOptions } from "./sandbox-options";
import { forgetSession, writeSession, type KeptSession } from "./session-file";
import { sessionVariables } from "./session-variables";
import { invitedAccounts, usedRegions } from "./service-needs";
import { emulatorUrl, saveMemory, Services, type ServiceAddresses } from "./services";
import { packSnapshot, removeMemory, requireSnapshot, unpackSnapshot } from "./snapshot";

/** Parts of a sandbox that runs. */
interface SandboxParts {
  readonly root: string;
  readonly workDirectory: string;
  readonly environmentsDirectory: string;
  /** In apply order. */
  readonly stages: readonly Stage[];
  readonly addresses: ServiceAddresses;
  /** Variables to export to use the sandbox from a shell. */
  readonly variables: Readonly<Record<string, string>>;
  /** The caller's variables, without what leads elsewhere. */
  readonly base: NodeJS.ProcessEnv;
  /** Undefined where the services were there before us. */
  readonly services: Services | undefined;
  readonly throttle: boolean;
  readonly noIam: boolean;
  readonly beganFromSnapshot: boolean;
}

/** A local AWS and an organization that can be applied to it. */
export class Sandbox {
  private constructor(private readonly parts: SandboxParts) {}

  get root(): string {
    return this.parts.root;
  }

  get workDirectory(): string {
    return this.parts.workDirectory;
  }

  get environmentsDirectory(): string {
    return this.parts.environmentsDirectory;
  }

  /** In apply order. */
  get stages(): readonly Stage[] {
    return this.parts.stages;
  }

  get addresses(): ServiceAddresses {
    return this.parts.addresses;
  }

  /** Variables to export to use the sandbox from a shell. */
  get variables(): Readonly<Record<string, string>> {
    return this.parts.variables;
  }

  /**
   * Checks configuration and tools, then starts the services, or finds those that an earlier run kept.
   *
   * @throws ConfigurationError, RunnerError
   */
  static async open(options: SandboxOptions): Promise<Sandbox> {
    const root = resolve(options.root ?? process.cwd());
    const environment = isolatedEnvironment(options.environment);
    const workDirectory = resolve(root, options.workDirectory ?? join(".smus", "sandbox"));
    const environmentsDirectory = resolve(root, options.environmentsDirectory ?? "environments");
    const stages = loadAllStages(environmentsDirectory);
    options.check?.(stages);
    const keptLock = keptLockOf(environmentsDirectory);
    await locateTerraform(environment);
    const kept = await findKept(workDirectory, environmentsDirectory, options);
    const services =
      kept === undefined ? await startFresh(root, workDirectory, environment, stages, options) : undefined;
    const addresses = services?.addresses ?? (kept as KeptSession);
    const used = options.ownProviders === true ? { ...addresses, providersPort: undefined } : addresses;
    const operator = await prepare(addresses, stages, kept).catch(async (error: unknown) => {
      await services?.stop();
      throw error;
    });
    const variables = sessionVariables(used, stages, { root, environment, environmentsDirectory, operator });
    const sandbox = new Sandbox({
      root,
      workDirectory,
      environmentsDirectory,
      stages,
      addresses,
      variables,
      base: environment,
      services,
      throttle: options.throttle ?? false,
      noIam: options.noIam ?? false,
      beganFromSnapshot: options.from !== undefined,
    });
    sandbox.remember(process.pid);
    takeKeptLock(workDirectory, keptLock, stages, options.say);
    return sandbox;
  }

  /** True where the services ran before this sandbox was opened. */
  get reused(): boolean {
    return this.parts.services === undefined;
  }

  /** True where something may be applied already: the sandbox ran before, or began from a snapshot. */
  get holdsApplied(): boolean {
    return this.reused || this.parts.beganFromSnapshot;
  }

  /** Variables of every process that works in the sandbox. */
  get environment(): NodeJS.ProcessEnv {
    return { ...this.parts.base, ...this.variables };
  }

  /** Options for the runner's functions. */
  runOptions(stage: string): RunOptions {
    return {
      stage,
      root: this.root,
      environment: this.environment,
      outputDirectory: join(this.workDirectory, "out", stage),
      workDirectory: join(this.workDirectory, "work"),
      lockFile: lockFileOf(this.workDirectory),
      workingDirectory: join(this.workDirectory, "local"),
    };
  }

  /**
   * Writes everything into a file, from which other sandboxes can begin. Nobody may be at work in this one meanwhile.
   *
   * @param stages that were applied
   */
  async snapshot(file: string, stages: readonly string[]): Promise<void> {
    await packSnapshot(this.workDirectory, file, stages, (directory) => saveMemory(this.addresses, directory));
  }

  /**
   * Gives terraform's roles what the stage files as they are now need, where these have changed since the sandbox was opened.
   * Roles of accounts that are new are made.
   *
   * @throws ConfigurationError
   */
  async prepareAccounts(overrides: Overrides = {}): Promise<void> {
    const stages = loadAllStages(this.environmentsDirectory);
    await prepareAccounts(this.addresses, stages, terraformRoles(stages, overrides));
  }

  /**
   * Leaves the services running and remembers them; `stopSession` ends them.
   *
   * @param issuerPid - Process of the issuer that people sign in with, where one was started.
   */
  keep(issuerPid?: number): void {
    this.remember(undefined, issuerPid);
  }

  /** Ends what this sandbox started. */
  async stop(): Promise<void> {
    if (this.parts.services === undefined) return;
    await this.parts.services.stop();
    forgetSession(this.workDirectory);
  }

  /** For the last moment of this process: cannot wait. */
  stopNow(): void {
    if (this.parts.services === undefined) return;
    this.parts.services.stopNow();
    forgetSession(this.workDirectory);
  }

  /** So that the next run finds the services, also where this one is killed. */
  private remember(runPid: number | undefined, issuerPid?: number): void {
    if (this.parts.services === undefined) return;
    const { moto, emulator, providers, codeHosts } = this.parts.services;
    writeSession(this.workDirectory, {
      ...this.addresses,
      motoPid: moto.pid ?? 0,
      emulatorPid: emulator.pid ?? 0,
      ...(providers === undefined ? {} : { providersPid: providers.pid }),
      ...(codeHosts === undefined ? {} : { codeHostsPid: codeHosts.pid }),
      environmentsDirectory: this.environmentsDirectory,
      throttle: this.parts.throttle,
      noIam: this.parts.noIam,
      ...(runPid === undefined ? {} : { runPid }),
      ...(issuerPid === undefined ? {} : { issuerPid }),
      variables: this.variables,
    });
  }
}

/** moto forgets everything when it ends, so states of an earlier run describe what no longer exists. */
async function startFresh(
  root: string,
  workDirectory: string,
  environment: NodeJS.ProcessEnv,
  stages: readonly Stage[],
  options: SandboxOptions,
) {
  const say = options.say ?? (() => undefined);
  if (options.from !== undefined) requireSnapshot(options.from);
  const tools = await findPythonTools(join(root, ".smus"), environment, say);
  for (const name of ["out", "work", "local", "code-hosts"])
    rmSync(join(workDirectory, name), { recursive: true, force: true });
  const { motoPort, emulatorPort, throttle, noIam, ownProviders, from } = options;
  const load = from === undefined ? undefined : await unpackSnapshot(from, workDirectory);
  const services = await Services.start({
    root,
    workDirectory,
    environment,
    tools,
    invitedAccountIds: invitedAccounts(stages),
    enabledRegions: usedRegions(stages),
    organizationId: stages.map((stage) => stage.environment.organization.organizationId).find((id) => id !== undefined),
    throttle,
    noIam,
    load,
    codeHosts: playedHosts(stages),
    ownProviders,
    motoPort,
    emulatorPort,
  });
  removeMemory(workDirectory);
  return services;
}

/** Makes accounts ready for terraform; where the sandbox ran before, what the roles need may have changed since. */
async function prepare(
  addresses: ServiceAddresses,
  stages: readonly Stage[],
  kept: KeptSession | undefined,
): Promise<OperatorCredentials> {
  await prepareAccounts(addresses, stages, terraformRoles(stages));
  if (addresses.codeHostsPort !== undefined) await storeTokens(emulatorUrl(addresses), playedHosts(stages));
  if (kept === undefined) return operatorCredentials(addresses);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = kept.variables;
  return { accessKeyId, secretAccessKey };
}
