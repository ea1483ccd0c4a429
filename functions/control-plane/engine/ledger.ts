import {
  DeleteParameterCommand,
  GetParametersByPathCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { z } from "zod";
import { allPages } from "../../../aws/pages";
import type { Kind } from "../../../contracts/control-plane";
import { ControlPlaneError } from "../errors";

const ledgerEntry = z.object({
  version: z.literal(1),
  /** Id of the object; `null` between the intent to create it and the service's answer. */
  id: z.string().nullable(),
  /** Name at the last write, for people who read the parameter. */
  name: z.string(),
  /** Ticket and reason of the last write that succeeded; empty before the first. */
  ticket: z.string(),
  reason: z.string(),
  /** `pending` from before the first service call of a write until after its last. */
  status: z.enum(["pending", "done"]),
  /** Of the properties that the service does not return; empty while it is unknown which ones it has. */
  fingerprint: z.string(),
  /** The create-only properties that the object was created with. */
  createOnly: z.record(z.string(), z.string()),
  /** Attributes at the last write, for plans that cannot see the domain. */
  attributes: z.record(z.string(), z.string()),
  /** Name of this life of the object: a new one makes Terraform replace it (contracts, `ReadResponse.incarnation`). */
  incarnation: z.string(),
  /** Counts deletions and refused updates that were begun, so that a replacement that failed is planned again. */
  turn: z.number(),
  /** Client token of the creation, where the service has one. */
  token: z.string(),
  /** Values that a handler must remember between writes. */
  memory: z.record(z.string(), z.array(z.string())),
});

/** Knowledge of the function about a resource beside the live object. */
export type LedgerEntry = Readonly<z.infer<typeof ledgerEntry>>;

/** SSM's limit of a standard parameter. */
const VALUE_LIMIT = 4096;

/**
 * One SSM parameter per resource: proof that an object is ours, and of the last write that succeeded.
 *
 * Terraform stores a failed update of `aws_lambda_invocation` as done (measured with provider 5.100.0), so what succeeded
 * has to be known outside of its state.
 */
export class Ledger {
  /** Name of the parameter. */
  public readonly path: string;

  public constructor(
    private readonly ssm: SSMClient,
    private readonly prefix: string,
    kind: Kind,
    key: string,
    /** Words for the lists in `memory`, by their names. */
    private readonly remembered: Readonly<Record<string, string>> = {},
  ) {
    this.path = `${prefix}/${kind}/${key}`;
  }

  /** The entry, or `undefined` where this resource was never written or is deleted. */
  public async read(): Promise<LedgerEntry | undefined> {
    try {
      const { Parameter } = await this.ssm.send(new GetParameterCommand({ Name: this.path }));
      return this.parse(Parameter?.Value ?? "");
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }

  /** Entries of a kind whose keys begin with this one and a slash. */
  public async under(kind: Kind, key: string): Promise<readonly LedgerEntry[]> {
    const Path = `${this.prefix}/${kind}/${key}`;
    const parameters = await allPages(
      (NextToken) => this.ssm.send(new GetParametersByPathCommand({ Path, Recursive: true, NextToken })),
      (page) => page.Parameters,
    );
    return parameters.map(({ Value }) => this.parse(Value ?? ""));
  }

  /** Replaces the entry. */
  public async write(entry: LedgerEntry): Promise<LedgerEntry> {
    await this.put(entry, true);
    return entry;
  }

  /** Writes an entry where there is none; false where another invocation was faster. */
  public async claim(entry: LedgerEntry): Promise<boolean> {
    try {
      await this.put(entry, false);
      return true;
    } catch (error) {
      if (error instanceof ParameterAlreadyExists) return false;
      throw error;
    }
  }

  private async put(entry: LedgerEntry, overwrite: boolean): Promise<void> {
    // SSM takes double braces for a reference to another parameter and refuses them; in JSON they are part of a text only.
    const value = JSON.stringify(entry).replaceAll("{{", "{\\u007b");
    const bytes = Buffer.byteLength(value);
    if (bytes > VALUE_LIMIT) throw this.tooLarge(entry, bytes);
    await this.ssm.send(
      new PutParameterCommand({ Name: this.path, Value: value, Type: "String", Overwrite: overwrite }),
    );
  }

  /** Names what takes the room: the longest of the lists that the handler remembers, where there is one. */
  private tooLarge({ memory }: LedgerEntry, bytes: number): ControlPlaneError {
    const sizeOf = ([, values]: readonly [string, readonly string[]]): number => JSON.stringify(values).length;
    const [longest] = Object.entries(memory).sort((a, b) => sizeOf(b) - sizeOf(a));
    const held =
      longest === undefined
        ? "fix: use shorter names"
        : `it remembers ${longest[1].length} ${this.remembered[longest[0]] ?? longest[0]}; fix: configure fewer of them`;
    return new ControlPlaneError(
      "LEDGER_UNREADABLE",
      `the ledger entry ${this.path} would have ${bytes} bytes, more than the ${VALUE_LIMIT} of an SSM parameter: ${held}`,
    );
  }

  /** Removes the entry; removing it twice is no error. */
  public async remove(): Promise<void> {
    try {
      await this.ssm.send(new DeleteParameterCommand({ Name: this.path }));
    } catch (error) {
      if (!(error instanceof ParameterNotFound)) throw error;
    }
  }

  private parse(value: string): LedgerEntry {
    try {
      return ledgerEntry.parse(JSON.parse(value));
    } catch (cause) {
      throw new ControlPlaneError(
        "LEDGER_UNREADABLE",
        `SSM parameter ${this.path} is not a ledger entry of this version; fix: restore it from its history (aws ssm get-parameter-history)`,
        { cause },
      );
    }
  }
}
