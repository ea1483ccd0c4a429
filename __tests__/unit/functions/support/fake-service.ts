import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import type { Kind, Properties } from "../../../../contracts/control-plane";
import { Clients } from "../../../../functions/control-plane/clients";
import type { Handler, Live, Phase } from "../../../../functions/control-plane/engine/handler";
import type { Clock } from "../../../../functions/control-plane/engine/patience";
import { HANDLERS } from "../../../../functions/control-plane/handlers";
import { createHandler } from "../../../../functions/control-plane/runtime";
import type { Invoke } from "./terraform";

/** An error as the SDK throws it. */
export function awsError(name: string, message: string, status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, requestId: "req-1" } });
}

/** Failure of the n-th downstream call of an invocation. */
export interface Cut {
  readonly at: number;
  /** `error`: that call answers 500; `kill`: that call and everything after it never answers. */
  readonly mode: "error" | "kill";
  /** True where the service has carried the call out. */
  readonly committed: boolean;
}

interface StoredObject {
  id: string;
  parent: string;
  name: string;
  description: string;
  secret: string;
  phase: Phase;
}

/** Time that passes only by sleeping. */
export class FakeClock implements Clock {
  private time = 0;
  public now(): number {
    return this.time;
  }
  public sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    return Promise.resolve();
  }
}

/**
 * A service without client tokens, with its ledger, where every call can be cut before or after it was carried out.
 *
 * It plays the kind DomainUnit: unique names below a parent, description in place, parent create-only. `secret`
 * stands for what the service does not return, and `recreates` for kinds without an update.
 */
export class FakeService {
  public readonly objects = new Map<string, StoredObject>();
  public readonly parameters = new Map<string, string>();
  public readonly calls: string[] = [];
  public readonly clock = new FakeClock();
  public cut: Cut | undefined;
  public nextPhase: Phase = "ready";
  public secret = "";
  /** Errors with which the next creations are refused, in this order; a function may change the service first. */
  public readonly refusals: (() => Error)[] = [];
  private count = 0;
  private sequence = 0;

  public constructor(private readonly options: { recreates?: boolean; hidden?: boolean } = {}) {}

  /** Sends an event to the real function, with this service below it. */
  public readonly invoke: Invoke = async (event, qualifier) => {
    this.count = 0;
    const clients = new Clients();
    clients.ssm = () => ({ send: (command: unknown) => this.parameterCall(command) }) as unknown as SSMClient;
    const handler = createHandler({
      ledgerPrefix: "/test",
      clients,
      clock: this.clock,
      handlers: { ...HANDLERS, DomainUnit: this.handler() },
    });
    const invokedFunctionArn = `arn:aws:lambda:eu-west-1:111111111111:function:control-plane:${qualifier}`;
    // As the Lambda service does it: what arrives is JSON.
    const arrived: unknown = JSON.parse(JSON.stringify(event));
    return JSON.parse(
      JSON.stringify(await handler(arrived, { invokedFunctionArn, getRemainingTimeInMillis: () => 600_000 })),
    ) as unknown;
  };

  /** The ledger entry of a key. */
  public entry(key: string): Record<string, unknown> | undefined {
    const value = this.parameters.get(`/test/DomainUnit/${key}`);
    return value === undefined ? undefined : (JSON.parse(value) as Record<string, unknown>);
  }

  /** One downstream call, with the cut in force. */
  private async call<T>(name: string, work: () => T): Promise<T> {
    this.count += 1;
    this.calls.push(name);
    await Promise.resolve();
    const { cut } = this;
    if (cut === undefined || this.count < cut.at || (cut.mode === "error" && this.count > cut.at)) return work();
    if (this.count === cut.at && cut.committed) work();
    if (cut.mode === "kill") throw new Error("killed");
    throw awsError("InternalServerException", "something broke", 500);
  }

  private parameterCall(command: unknown): Promise<unknown> {
    if (command instanceof GetParameterCommand) {
      return this.call("ledger.get", () => {
        const Value = this.parameters.get(command.input.Name ?? "");
        if (Value === undefined) throw new ParameterNotFound({ message: "none", $metadata: {} });
        return { Parameter: { Value } };
      });
    }
    if (command instanceof PutParameterCommand) {
      const { Name = "", Value = "", Overwrite } = command.input;
      return this.call("ledger.put", () => {
        if (Overwrite !== true && this.parameters.has(Name))
          throw new ParameterAlreadyExists({ message: "exists", $metadata: {} });
        if (Value.includes("{{")) throw awsError("ValidationException", "Parameter value can't nest another parameter");
        this.parameters.set(Name, Value);
      });
    }
    if (command instanceof DeleteParameterCommand) {
      return this.call("ledger.delete", () => this.parameters.delete(command.input.Name ?? ""));
    }
    throw new Error("an unexpected SSM command");
  }

  private handler(): Handler<"DomainUnit"> {
    return {
      kind: "DomainUnit",
      adoption: "claimed",
      domainOf: () => undefined,
      nameOf: ({ name }) => name,
      desired: ({ name, description }) => ({ name, description }),
      ...(this.options.hidden === true ? { hidden: () => ({ secret: this.secret }) } : {}),
      get: (_scope, _properties, id) => this.call("get", () => this.live(this.objects.get(id))),
      find: (_scope, properties) => this.call("find", () => this.live(this.named(properties))),
      create: (_scope, properties) => this.call("create", () => this.refusedOr(() => this.create(properties))),
      update: async (_scope, properties, { id }) => {
        if (this.options.recreates === true) return "recreate";
        await this.call("update", () => {
          Object.assign(this.objects.get(id) ?? {}, this.content(properties), { phase: "ready" });
        });
        return "updated";
      },
      delete: (_scope, _properties, id) =>
        this.call("delete", () => {
          if (!this.objects.delete(id)) throw awsError("ResourceNotFoundException", "gone", 404);
        }),
    };
  }

  private refusedOr<T>(work: () => T): T {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) throw refusal();
    return work();
  }

  /** Puts an object there that nobody made through the function. */
  public plant(properties: Properties<"DomainUnit">): string {
    return this.create(properties);
  }

  private create(properties: Properties<"DomainUnit">): string {
    if (this.named(properties) !== undefined)
      throw awsError("ConflictException", `${properties.name} already exists`, 409);
    this.sequence += 1;
    const id = `unit-${this.sequence}`;
    this.objects.set(id, { id, phase: this.nextPhase, ...this.content(properties) });
    return id;
  }

  private content({ parentDomainUnitId, name, description = "" }: Properties<"DomainUnit">) {
    return { parent: parentDomainUnitId, name, description, secret: this.secret };
  }

  private named({ parentDomainUnitId, name }: Properties<"DomainUnit">): StoredObject | undefined {
    return [...this.objects.values()].find((object) => object.parent === parentDomainUnitId && object.name === name);
  }

  private live(object: StoredObject | undefined): Live | undefined {
    if (object === undefined) return undefined;
    const { id, phase, name, description, parent } = object;
    return {
      id,
      phase,
      status: phase,
      values: { name, description },
      createOnly: { parentDomainUnitId: parent },
      attributes: {},
    };
  }
}

/** A domain unit as a configuration says it. */
export function unit(overrides: Partial<Properties<"DomainUnit">> = {}): {
  kind: Kind;
  key: string;
  properties: Properties<"DomainUnit">;
} {
  return {
    kind: "DomainUnit",
    key: "dev/finance",
    properties: { domainId: "dzd_1", name: "Finance", parentDomainUnitId: "root", ...overrides },
  };
}
