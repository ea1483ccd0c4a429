import { type DataZoneClient, ListDomainsCommand, ListProjectsCommand } from "@aws-sdk/client-datazone";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { ISSUER_PORT } from "../../../sandbox/launcher/issuer-address";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { Issuer } from "../../terraform/data-plane/issuer";
import { asPerson, callGlue, type ExampleLife } from "../life";
import { Consumer, CONSUMING } from "./consuming";
import { Control } from "./control";
import { APPLICATION, COLUMNS, DECIDES, FINANCE, GOVERNANCE, LEDGER, MAKES_PROJECTS } from "./example";
import { Mailbox } from "./mailbox";
import { Memory } from "./memory";
import { Portal } from "./people";
import { Producer, PRODUCING } from "./producing";

/** The applied example organization with people in it: where days begin. */
export interface Place {
  readonly control: Control;
  readonly portal: Portal;
  readonly producer: Producer;
  readonly consumer: Consumer;
  readonly memory: Memory;
  readonly mailbox: Mailbox;
  /** Adds tables to finance's ledger, which its data source reads. */
  readonly addTables: (names: readonly string[]) => Promise<void>;
  /** Has the functions that settle be handed messages of their queues, or none. */
  readonly listen: (isOn: boolean) => Promise<void>;
  readonly leave: () => void;
}

/** Brings people into an applied example. */
export async function enter(life: ExampleLife): Promise<Place> {
  const { session } = life;
  if (session === undefined) throw new Error("no sandbox is running");
  const url = emulatorUrl(session);
  const control = new Control(url);
  const { s3, datazone } = await life.clients(GOVERNANCE);
  const settings = { endpoint: url, region: "us-east-1", credentials: await s3.config.credentials() };
  const memory = new Memory(new DynamoDBClient(settings), s3);
  const producing = await asPerson(session, GOVERNANCE, "team/finance-engineers", PRODUCING);
  const consuming = await asPerson(session, GOVERNANCE, "team/marketing-leads", CONSUMING);
  const domains = await producing.send(new ListDomainsCommand({}));
  const domainId = domains.items?.find(({ name }) => name === "example-data")?.id ?? "";
  const place = { addresses: session, account: FINANCE };
  await callGlue(place, "CreateDatabase", { DatabaseInput: { Name: LEDGER } });
  const producers = await projectNamed(producing, domainId, "finance-reporting-dev");
  const producer = new Producer(producing, domainId, producers, await memory.termIds());
  await Portal.introduce(datazone, domainId, url);
  const issuer = await Issuer.start(ISSUER_PORT);
  return {
    ...{ control, memory, producer },
    portal: new Portal(control, issuer, await control.apiUrl(APPLICATION)),
    consumer: new Consumer(consuming, domainId, await projectNamed(consuming, domainId, "marketing-campaigns-dev")),
    mailbox: await Mailbox.open(settings),
    addTables: async (names) => {
      const StorageDescriptor = { Columns: COLUMNS.map((Name) => ({ Name, Type: "string" })) };
      for (const Name of names)
        await callGlue(place, "CreateTable", { DatabaseName: LEDGER, TableInput: { Name, StorageDescriptor } });
    },
    listen: (isOn) => listen(new LambdaClient(settings), isOn),
    leave: () => issuer.stop(),
  };
}

async function projectNamed(person: DataZoneClient, domainIdentifier: string, name: string): Promise<string> {
  const { items } = await person.send(new ListProjectsCommand({ domainIdentifier, name }));
  const id = items?.[0]?.id;
  if (id === undefined) throw new Error(`no project ${name}`);
  return id;
}

async function listen(lambda: LambdaClient, Enabled: boolean): Promise<void> {
  for (const FunctionName of [DECIDES, MAKES_PROJECTS]) {
    const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
    for (const { UUID } of EventSourceMappings)
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  }
}
