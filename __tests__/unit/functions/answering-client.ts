/** Answers of services, by the name of the command. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

/** A client of any service that gives answers, and the names of the commands that it was sent. */
export function answeringClient(answers: Answers) {
  const sent: string[] = [];
  const send = (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    const name = command.constructor.name.replace(/Command$/, "");
    sent.push(name);
    const answer = answers[name];
    return answer === undefined
      ? Promise.reject(new Error(`no answer to ${name}`))
      : Promise.resolve().then(() => answer(command.input));
  };
  return { client: { send }, sent };
}

/** Object of S3 with a document. */
export const objectOf = (document: object) => ({
  Body: { transformToString: () => Promise.resolve(JSON.stringify(document)) },
});

/** Message of a queue. */
export const message = (messageId: string, body: object) => ({ messageId, body: JSON.stringify(body) });

/** Lambda's context, with time enough. */
export const CONTEXT = { getRemainingTimeInMillis: () => 900_000 };
