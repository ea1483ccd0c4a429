import { needsOf } from "../../../../packages/emulator/iam/requests";
import { callOf } from "./calls";
import { knownFacts } from "./known-facts";

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/0`;
const keyFacts = { arn: KEY, policy: { name: KEY, document: {} }, aliases: [], tags: {}, managed: false };

/** Actions on the key that an operation on an encrypted queue needs. */
async function keyActions(operation: string, managed: boolean): Promise<string[]> {
  const facts = knownFacts({ queues: { q: { tags: {}, key: KEY } }, keys: { [KEY]: { ...keyFacts, managed } } });
  const input = { QueueUrl: `http://localhost/${ACCOUNT}/q` };
  const needs = await needsOf({ operation, input, call: callOf("sqs", operation), facts });
  return (needs ?? []).filter(({ resource }) => resource === KEY).map(({ action }) => action);
}

test.each([
  ["SendMessage", ["kms:GenerateDataKey", "kms:Decrypt"]],
  ["SendMessageBatch", ["kms:GenerateDataKey", "kms:Decrypt"]],
  ["ReceiveMessage", ["kms:Decrypt"]],
  ["DeleteMessageBatch", []],
])("%s on a queue with a key needs its use, unless the key is AWS's own", async (operation, actions) => {
  expect(await keyActions(operation, false)).toEqual(actions);
  expect(await keyActions(operation, true)).toEqual([]);
});
