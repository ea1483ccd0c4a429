/** The part of a command through which steps come between it and the network. */
interface SteppedCommand {
  readonly middlewareStack: {
    add(
      step: (next: (args: never) => Promise<AnswerOfNetwork>) => (args: never) => Promise<AnswerOfNetwork>,
      place: { step: "deserialize"; priority: "low"; name: string },
    ): void;
  };
}

interface AnswerOfNetwork {
  readonly response: unknown;
  readonly output: never;
}

/**
 * Keeps what a command receives as the service sent it: the SDK drops members that its model does not know.
 *
 * @returns a function that answers it after the command was sent; of several attempts the last successful one
 */
export function keepReceived(command: unknown): () => Readonly<Record<string, unknown>> {
  let received: Readonly<Record<string, unknown>> = {};
  (command as SteppedCommand).middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const response = answer.response as { body: AsyncIterable<Uint8Array> | Uint8Array; statusCode: number };
      const body = await bytesOf(response.body);
      response.body = body; // a stream can be read once; the deserializer takes bytes as well
      if (response.statusCode === 200) received = JSON.parse(new TextDecoder().decode(body)) as typeof received;
      return answer;
    },
    // Closest to the network: the deserializer is of normal priority.
    { step: "deserialize", priority: "low", name: "keepReceived" },
  );
  return () => received;
}

async function bytesOf(body: AsyncIterable<Uint8Array> | Uint8Array): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
