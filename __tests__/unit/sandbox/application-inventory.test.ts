import { APPLICATION_KINDS, applicationInventory } from "../../../sandbox/launcher/application-inventory";

interface Question {
  readonly path?: string;
  readonly query?: string;
  readonly target?: string;
  readonly body?: object;
}

const xml = (element: string, name: string, next: string) =>
  `<A><${element}>${name}</${element}>${next === "" ? "" : `<NextToken>${next}</NextToken>`}</A>`;

/** Answers of each service, by what is asked: one name, and the token of the next page. */
const ANSWERS: readonly (readonly [RegExp, (name: string, next: string) => string])[] = [
  [/ListTables/, (name, next) => JSON.stringify({ TableNames: [name], LastEvaluatedTableName: next || undefined })],
  [
    /ListQueues/,
    (name, next) => JSON.stringify({ QueueUrls: [`https://sqs/1/${name}`], NextToken: next || undefined }),
  ],
  [/ListTopics/, (name, next) => xml("TopicArn", `arn:aws:sns:r:1:${name}`, next)],
  [/v2\/apis/, (name, next) => JSON.stringify({ items: [{ name }], nextToken: next || null })],
  [/mappings/, (name, next) => JSON.stringify({ EventSourceMappings: [{ UUID: name }], NextMarker: next })],
  [/ListRules/, (name, next) => JSON.stringify({ Rules: [{ Name: name }], NextToken: next || null })],
  [/schedules/, (name, next) => JSON.stringify({ Schedules: [{ Name: name }], NextToken: next || null })],
  [/DescribeAlarms/, (name, next) => xml("AlarmName", name, next)],
  [/ListDashboards/, (name, next) => xml("DashboardName", name, next)],
];

test("every page of every kind is read: what is left behind the first page is found", async () => {
  const pages: Readonly<Record<string, readonly [string, string]>> = { first: ["a", "to k/2"], second: ["b", ""] };
  const ask = (_service: string, { path = "", query = "", target = "", body = {} }: Question): Promise<string> => {
    const asked = `${path} ${query} ${target}`;
    const isSecond = asked.includes("=to%20k%2F2") || Object.values(body).includes("to k/2");
    const answer = ANSWERS.find(([of]) => of.test(asked))?.[1];
    return answer === undefined
      ? Promise.reject(new Error(`nobody answers ${asked}`))
      : Promise.resolve(answer(...pages[isSecond ? "second" : "first"]));
  };

  expect(await applicationInventory(ask)).toEqual(
    Object.fromEntries(APPLICATION_KINDS.map((kind) => [kind, ["a", "b"]])),
  );
});
