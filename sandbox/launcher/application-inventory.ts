import { asRoot, elements } from "./root-user";

/** Resources of one account and Region that the layer of the governance application makes, beside keys, buckets, roles and logs. */
export interface ApplicationInventory {
  readonly tables: readonly string[];
  readonly queues: readonly string[];
  readonly topics: readonly string[];
  readonly httpApis: readonly string[];
  readonly eventSourceMappings: readonly string[];
  readonly rules: readonly string[];
  readonly schedules: readonly string[];
  readonly alarms: readonly string[];
  readonly dashboards: readonly string[];
}

type Ask = ReturnType<typeof asRoot>;

/** Kinds, each with the question for all of its kind. Pages are not turned: where one thing is left, the first page has it. */
const QUESTIONS: Readonly<Record<keyof ApplicationInventory, (ask: Ask) => Promise<readonly string[]>>> = {
  tables: async (ask) =>
    parsed<{ TableNames: string[] }>(await ask("dynamodb", { target: "DynamoDB_20120810.ListTables" })).TableNames,
  queues: async (ask) =>
    (parsed<{ QueueUrls?: string[] }>(await ask("sqs", { target: "AmazonSQS.ListQueues" })).QueueUrls ?? []).map(
      lastPart,
    ),
  topics: async (ask) =>
    elements(await ask("sns", { query: "Action=ListTopics&Version=2010-03-31" }), "TopicArn").map(lastPart),
  httpApis: async (ask) =>
    parsed<{ items: { name: string }[] }>(await ask("apigateway", { path: "/v2/apis" })).items.map(({ name }) => name),
  eventSourceMappings: async (ask) =>
    parsed<{ EventSourceMappings: { UUID: string }[] }>(
      await ask("lambda", { path: "/2015-03-31/event-source-mappings/" }),
    ).EventSourceMappings.map(({ UUID }) => UUID),
  rules: async (ask) =>
    parsed<{ Rules: { Name: string }[] }>(await ask("events", { target: "AWSEvents.ListRules" })).Rules.map(
      ({ Name }) => Name,
    ),
  schedules: async (ask) =>
    parsed<{ Schedules: { Name: string }[] }>(await ask("scheduler", { path: "/schedules" })).Schedules.map(
      ({ Name }) => Name,
    ),
  alarms: async (ask) =>
    elements(await ask("monitoring", { query: "Action=DescribeAlarms&Version=2010-08-01" }), "AlarmName"),
  dashboards: async (ask) =>
    elements(await ask("monitoring", { query: "Action=ListDashboards&Version=2010-08-01" }), "DashboardName"),
};

/** Asks what of the application exists in an account and Region, as its root user. */
export async function applicationInventory(ask: Ask): Promise<ApplicationInventory> {
  const found = await Promise.all(
    Object.entries(QUESTIONS).map(async ([kind, question]) => [kind, [...(await question(ask))].sort()] as const),
  );
  return Object.fromEntries(found) as Record<keyof ApplicationInventory, string[]>;
}

/** Kinds of things of the application. */
export const APPLICATION_KINDS = Object.keys(QUESTIONS) as readonly (keyof ApplicationInventory)[];

const parsed = <T>(answer: string): T => JSON.parse(answer) as T;
/** Name at the end of a URL or an ARN. */
const lastPart = (text: string): string => text.split(/[/:]/).at(-1) ?? "";
