import { AccountReader, type ReadingClients, type ReadingService } from "../aws/clients/account-reader";
import { isDenied } from "../aws/faults";

/** A read that AWS refuses to the role of the account. */
export class RefusedReadError extends Error {
  override readonly name = "RefusedReadError";

  constructor(
    /** Action of IAM that the read needs. */
    readonly action: string,
    override readonly cause: Error,
  ) {
    super(`${action}: ${cause.name}: ${cause.message}`, { cause });
  }
}

/** Sends commands of one service, as its client does. */
export type Sender<S extends ReadingService> = Pick<ReadingClients[S], "send">;

/** Actions of commands that do not have the action's name. */
const ACTIONS: Readonly<Record<string, string>> = { "s3:HeadBucket": "s3:ListBucket" };

interface Command {
  readonly input: unknown;
}

/**
 * Reads of one account, each sent once: checks that look at the same thing share its answer.
 *
 * @throws RefusedReadError from a command that the role may not send
 */
export class AccountReads {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(
    private readonly reader: Pick<AccountReader, "client">,
    /** Region for services that have one endpoint for all. */
    private readonly homeRegion: string,
  ) {}

  datazone = (region: string): Sender<"datazone"> => this.sender("datazone", region);
  ec2 = (region: string): Sender<"ec2"> => this.sender("ec2", region);
  kms = (region: string): Sender<"kms"> => this.sender("kms", region);
  quotas = (region: string): Sender<"servicequotas"> => this.sender("servicequotas", region);
  ram = (region: string): Sender<"ram"> => this.sender("ram", region);
  s3 = (region: string): Sender<"s3"> => this.sender("s3", region);
  identityCenter = (region: string): Sender<"sso"> => this.sender("sso", region);
  iam = (): Sender<"iam"> => this.sender("iam", this.homeRegion);
  organizations = (): Sender<"organizations"> => this.sender("organizations", this.homeRegion);
  /** EC2 where every account can be asked, whatever it has enabled. */
  homeEc2 = (): Sender<"ec2"> => this.sender("ec2", this.homeRegion);

  private sender<S extends ReadingService>(service: S, region: string): Sender<S> {
    const send = (command: Command): Promise<unknown> => {
      const operation = command.constructor.name.replace(/Command$/, "");
      const key = JSON.stringify([service, region, operation, command.input]);
      const known = this.answers.get(key) ?? this.ask(service, region, `${service}:${operation}`, command);
      this.answers.set(key, known);
      return known;
    };
    return { send } as Sender<S>;
  }

  private async ask(service: ReadingService, region: string, called: string, command: Command): Promise<unknown> {
    const client = (await this.reader.client(service, region)) as { send(command: Command): Promise<unknown> };
    try {
      return await client.send(command);
    } catch (error) {
      if (isDenied(error)) throw new RefusedReadError(ACTIONS[called] ?? called, error as Error);
      throw error;
    }
  }
}
