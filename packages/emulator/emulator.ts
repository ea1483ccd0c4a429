import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Attempts } from "./attempts";
import { BucketPolicies } from "./bucket-policies";
import { CallLog } from "./call-log";
import { control, CONTROL_PREFIX } from "./control";
import { type DataPlane, Deliveries, RoleCalls, startDataPlane } from "./data-plane";
import { Dispatcher } from "./dispatcher";
import { EventBus } from "./events";
import { FaultRules } from "./faults";
import { describeRequest } from "./http/operation-name";
import { close, listen, type RequestHandler } from "./http/server";
import { GivenFacts, Judge, MotoFacts } from "./iam";
import type { OrganizationFacts } from "./iam/policies/facts";
import { loadCode, saveAll, storeFile } from "./saved-state";
import { encodedIdentity, type IdentityResolver, motoIdentity } from "./identity";
import { MotoProxy } from "./moto-proxy";
import { DEFAULT_DELAYS, type EmulatorOptions } from "./options";
import type { EmulatorContext, Service } from "./service";
import { cloudControl } from "./services/cloudcontrol";
import { cloudFormation } from "./services/cloudformation";
import { codeConnections } from "./services/codeconnections";
import { datazone } from "./services/datazone";
import { lakeFormation } from "./services/lakeformation";
import { tableReader } from "./services/glue/tables";
import { LambdaService } from "./services/lambda";
import { motoServices } from "./services/moto";
import { ram } from "./services/ram";
import { oam } from "./services/oam";
import { sageMaker } from "./services/sagemaker";
import { parameterReader, ssm } from "./services/ssm";
import { sts } from "./services/sts";
import { Store } from "./store";
import { type PythonPackages, pythonPackages } from "./validation/python";
import { RegistrySchemas } from "./validation/registry-schemas";
import { loadServiceModel, type ServiceModel } from "./validation/service-model";
import { Violations } from "./validation/violations";
import { RateLimits } from "./rates";

/** A running emulator. */
export interface Emulator {
  readonly url: string;
  readonly port: number;
  readonly store: Store;
  readonly faults: FaultRules;
  readonly violations: Violations;
  readonly log: CallLog;
  readonly events: EventBus;
  stop(): Promise<void>;
}

/** Parts of an emulator that exist before it listens. */
interface Parts {
  readonly options: EmulatorOptions;
  readonly packages: PythonPackages;
  readonly proxy: MotoProxy | undefined;
  readonly lambda: LambdaService;
  /** Of the emulator; empty until it listens. */
  readonly url: () => string;
}

/** Starts an emulator in this process; it answers when the promise is fulfilled. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const packages = pythonPackages(options.python);
  const proxy = options.moto ? new MotoProxy(options.moto) : undefined;
  const codeDirectory = prepareCodeDirectory(options);
  let url = "";
  const lambda: LambdaService = new LambdaService({
    codeDirectory,
    proxy,
    url: () => url,
    maxEnvironments: options.maxFunctionEnvironments ?? 16,
    network: options.network,
    // Read when a function is invoked: by then everything is there.
    ahead: (): number => dataPlane?.clock.aheadBy ?? 0,
  });
  const parts: Parts = { options, packages, proxy, lambda, url: () => url };
  const roleCalls = new RoleCalls((request) => dispatcher.handle(request), proxy);
  const context = contextOf(parts, roleCalls, (...internal) => dispatcher.internal(...internal));
  const dispatcher = dispatcherOf(parts, context);
  const attempts = new Attempts(describeRequest, options.onRepeated ?? (() => undefined));
  const save = async (directory: string): Promise<void> => {
    await attempts.settled();
    await saveAll(directory, context.store, codeDirectory, proxy);
  };
  const dataPlane: DataPlane | undefined =
    proxy && startDataPlane({ context, proxy, lambda, identity: identityOf(options, proxy) });
  const apis = () => dataPlane?.gateway.list() ?? Promise.resolve([]);
  const handle: RequestHandler = async (request) => {
    if (request.path.startsWith(CONTROL_PREFIX))
      return control(request, context, { attempts, save, apis, clock: dataPlane?.clock });
    const reply = await dataPlane?.gateway.answer(request);
    return reply === undefined ? attempts.answer(request, () => dispatcher.handle(request)) : { reply };
  };
  // Once functions have another clock than clients: an SDK that sees a date of another day takes any refusal for one of its clock, and
  // repeats it as often as it may.
  const { server, port } = await listen(options.port ?? 0, handle, () => (dataPlane?.clock.aheadBy ?? 0) === 0);
  url = `http://127.0.0.1:${port}`;
  const { store, faults, violations, log, events } = context;
  const stop = async (): Promise<void> => {
    await close(server);
    events.stop();
    dataPlane?.stop();
    await lambda.stop();
    await dataPlane?.drained();
    proxy?.close();
    store.flush();
    if (!options.stateFile) rmSync(codeDirectory, { recursive: true, force: true });
  };
  return { url, port, store, faults, violations, log, events, stop };
}

/** Makes the directory for the code of functions: beside the state file, else one that goes with the emulator. */
function prepareCodeDirectory({ stateFile, load }: EmulatorOptions): string {
  const directory = stateFile ? `${stateFile}.code` : mkdtempSync(join(tmpdir(), "smus-emulator-"));
  mkdirSync(directory, { recursive: true });
  if (load) loadCode(load, directory);
  return directory;
}

function contextOf(
  { options, packages, proxy, lambda, url }: Parts,
  roleCalls: RoleCalls,
  call: EmulatorContext["call"],
): EmulatorContext {
  const store = new Store(options.stateFile, options.load && storeFile(options.load));
  const faults = new FaultRules(options.faults);
  const events = new EventBus(faults);
  const context: EmulatorContext = {
    store,
    options,
    delays: { ...DEFAULT_DELAYS, ...options.delays },
    faults,
    events,
    deliveries: new Deliveries(),
    log: new CallLog(options.verbose ?? false),
    rates: new RateLimits(),
    violations: new Violations(),
    registry: packages.cfnlint && options.validate !== false ? new RegistrySchemas(packages.cfnlint) : undefined,
    judge: judgeOf(options, proxy, store),
    url,
    call,
    roleCalls,
    invokeFunction: (functionArn, event) => lambda.invokeByArn(functionArn, event, context),
    readParameter: parameterReader(proxy),
    readTables: tableReader(proxy, store),
  };
  return context;
}

function judgeOf(options: EmulatorOptions, proxy: MotoProxy | undefined, store: Store): Judge | undefined {
  if (options.iam === false) return undefined;
  const { enforce } = options.iam ?? {};
  const { id, outside = [], accounts } = options.organization ?? {};
  const assumed = (account: string): OrganizationFacts | undefined =>
    id !== undefined && (accounts?.includes(account) ?? !outside.includes(account))
      ? { id, managementAccount: "", path: "", serviceControl: [] }
      : undefined;
  if (!proxy) return new Judge(new GivenFacts(store, options.iam?.roles ?? {}, assumed), enforce);
  const policies = new BucketPolicies(store);
  return new Judge(new MotoFacts(proxy, store, (bucket) => policies.of(bucket), assumed), enforce);
}

function dispatcherOf({ options, packages, proxy, lambda }: Parts, context: EmulatorContext): Dispatcher {
  const services: Service[] = [
    datazone,
    cloudControl,
    cloudFormation,
    ram,
    lambda.service,
    codeConnections,
    sageMaker(proxy),
    oam,
    // With moto these are moto's, which also has the rest of them.
    ...(proxy ? [] : [ssm, lakeFormation, sts]),
  ];
  return new Dispatcher({
    context,
    services,
    others: motoServices(proxy, new BucketPolicies(context.store)),
    models: packages.botocore ? loadModels(packages.botocore, services) : new Map<string, ServiceModel>(),
    identity: identityOf(options, proxy),
    onCommitted: (accessKeyId) => lambda.countDownstreamCall(accessKeyId),
  });
}

function identityOf({ identity }: EmulatorOptions, proxy: MotoProxy | undefined): IdentityResolver {
  return identity ?? (proxy ? motoIdentity(proxy) : encodedIdentity);
}

function loadModels(botocore: string, services: readonly Service[]): Map<string, ServiceModel> {
  const models = new Map<string, ServiceModel>();
  for (const { model } of services) {
    const loaded = model && loadServiceModel(botocore, model);
    if (loaded) models.set(model, loaded);
  }
  return models;
}
