import { allNames, lastPart, parameter, queryNames, type Ask, type NameQuestion } from "./name-pages";

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

/** Kinds, each with the question for all of its kind. */
const QUESTIONS: Readonly<Record<keyof ApplicationInventory, NameQuestion>> = {
  tables: async (ask, token) => {
    const body = { ExclusiveStartTableName: token };
    const answer = await ask("dynamodb", { target: "DynamoDB_20120810.ListTables", body });
    const { TableNames, LastEvaluatedTableName } = parsed<{ TableNames: string[]; LastEvaluatedTableName?: string }>(
      answer,
    );
    return { names: TableNames, next: LastEvaluatedTableName };
  },
  queues: async (ask, token) => {
    // Without a number of results SQS gives a thousand, and no token.
    const body = { MaxResults: 1000, NextToken: token };
    const answer = await ask("sqs", { target: "AmazonSQS.ListQueues", body });
    const { QueueUrls = [], NextToken } = parsed<{ QueueUrls?: string[]; NextToken?: string }>(answer);
    return { names: QueueUrls.map(lastPart), next: NextToken };
  },
  topics: queryNames({ service: "sns", query: "Action=ListTopics&Version=2010-03-31", element: "TopicArn" }),
  httpApis: async (ask, token) => {
    const { items, nextToken } = parsed<{ items: { name: string }[]; nextToken?: string }>(
      await ask("apigateway", { path: `/v2/apis${parameter("?nextToken", token)}` }),
    );
    return { names: items.map(({ name }) => name), next: nextToken };
  },
  eventSourceMappings: async (ask, token) => {
    const path = `/2015-03-31/event-source-mappings/${parameter("?Marker", token)}`;
    const { EventSourceMappings, NextMarker } = parsed<{
      EventSourceMappings: { UUID: string }[];
      NextMarker?: string;
    }>(await ask("lambda", { path }));
    return { names: EventSourceMappings.map(({ UUID }) => UUID), next: NextMarker };
  },
  rules: async (ask, token) => {
    const answer = await ask("events", { target: "AWSEvents.ListRules", body: { NextToken: token } });
    const { Rules, NextToken } = parsed<{ Rules: { Name: string }[]; NextToken?: string }>(answer);
    return { names: Rules.map(({ Name }) => Name), next: NextToken };
  },
  schedules: async (ask, token) => {
    const { Schedules, NextToken } = parsed<{ Schedules: { Name: string }[]; NextToken?: string }>(
      await ask("scheduler", { path: `/schedules${parameter("?NextToken", token)}` }),
    );
    return { names: Schedules.map(({ Name }) => Name), next: NextToken };
  },
  alarms: queryNames({
    service: "monitoring",
    query: "Action=DescribeAlarms&Version=2010-08-01",
    element: "AlarmName",
  }),
  dashboards: queryNames({
    service: "monitoring",
    query: "Action=ListDashboards&Version=2010-08-01",
    element: "DashboardName",
  }),
};

/** Asks what of the application exists in an account and Region, as its root user: every page of every kind. */
export async function applicationInventory(ask: Ask): Promise<ApplicationInventory> {
  const found = await Promise.all(
    Object.entries(QUESTIONS).map(async ([kind, question]) => [kind, (await allNames(ask, question)).sort()] as const),
  );
  return Object.fromEntries(found) as Record<keyof ApplicationInventory, string[]>;
}

/** Kinds of things of the application. */
export const APPLICATION_KINDS = Object.keys(QUESTIONS) as readonly (keyof ApplicationInventory)[];

const parsed = <T>(answer: string): T => JSON.parse(answer) as T;
