import type { Clients } from "../../../functions/use-case-seeding/clients";

type Item = Record<string, Record<string, string>>;
interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Record<string, unknown>;
}

/** Error as the SDK's clients throw it. */
class ServiceError extends Error {
  readonly $metadata = { httpStatusCode: 400 };

  constructor(override readonly name: string) {
    super(name);
  }
}

/** Services that the seeding function uses beside the domain and the parameters of accounts, in memory. */
export class MemoryServices {
  readonly items = new Map<string, Item>();
  readonly objects = new Map<string, string>();
  readonly published: Record<string, unknown>[] = [];
  readonly rung: { readonly body: unknown; readonly delay: number }[] = [];
  secret: string | undefined = JSON.stringify({ token: "token-of-the-host" });

  constructor(readonly settings: object) {}

  /** Clients of the function; the domain's and those of parameters are given. */
  clients({ datazone, parametersOf }: Pick<Clients, "datazone" | "parametersOf">): Clients {
    const client = { send: (command: Command) => Promise.resolve().then(() => this.answer(command)) };
    const own = { table: client, bucket: client, secrets: client, notices: client, queue: client };
    return { ...(own as unknown as Clients), datazone, parametersOf };
  }

  private answer({ constructor, input }: Command): unknown {
    switch (constructor.name) {
      case "GetObjectCommand":
        return { Body: { transformToString: () => Promise.resolve(JSON.stringify(this.settings)) } };
      case "PutObjectCommand":
        if (this.objects.has(String(input.Key))) throw new ServiceError("PreconditionFailed");
        return void this.objects.set(String(input.Key), String(input.Body));
      case "GetSecretValueCommand":
        if (this.secret === undefined) throw new ServiceError("ResourceNotFoundException");
        return { SecretString: this.secret };
      case "PublishCommand":
        return void this.published.push(input);
      case "SendMessageCommand":
        return void this.rung.push({ body: JSON.parse(String(input.MessageBody)), delay: Number(input.DelaySeconds) });
      case "GetItemCommand":
        return { Item: this.items.get(keyOf(input.Key as Item)) };
      case "PutItemCommand":
        return void this.items.set(keyOf(input.Item as Item), input.Item as Item);
      case "DeleteItemCommand":
        return void this.items.delete(keyOf(input.Key as Item));
      default:
        throw new Error(`no answer to ${constructor.name}`);
    }
  }
}

const keyOf = ({ pk, sk }: Item): string => `${pk.S} ${sk.S}`;
