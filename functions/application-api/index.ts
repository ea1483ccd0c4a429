import { GetObjectCommand } from "@aws-sdk/client-s3";
import { keptOnceMade, systemClock } from "../application-store/kept";
import { CLIENTS } from "./clients";
import { createApi } from "./handler";
import type { HttpAnswer } from "./http/event";
import { servicesOnAws } from "./on-aws";
import { portalRoutes, readPortal } from "./portal";
import { ROUTES } from "./routes";
import { readSettings, type ObjectPlace } from "./settings";

const api = keptOnceMade(make);

/** Entry point of the Lambda function: events of an HTTP API, payload format 2.0. */
export async function handler(event: unknown): Promise<HttpAnswer> {
  return (await api())(event);
}

async function make(): Promise<ReturnType<typeof createApi>> {
  const settings = await readSettings(process.env, readObject);
  const clients = {
    datazone: CLIENTS.datazone(),
    dynamodb: CLIENTS.dynamodb(),
    lambda: CLIENTS.lambda(),
    lambdaOnce: CLIENTS.lambdaOnce(),
    s3: CLIENTS.s3(),
    sqs: CLIENTS.sqs(),
    sts: CLIENTS.sts(),
  };
  // Lambda sends each line of the output to the log.
  const log = (line: object): void => console.log(JSON.stringify(line));
  return createApi({
    routes: [...ROUTES, ...portalRoutes(readPortal(__dirname))],
    settings,
    services: servicesOnAws(settings, clients, { clock: systemClock, log }),
  });
}

async function readObject({ bucket, key, versionId }: ObjectPlace): Promise<string> {
  const { Body } = await CLIENTS.s3().send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  return (await Body?.transformToString()) ?? "";
}
