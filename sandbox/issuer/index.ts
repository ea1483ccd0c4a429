import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { NODE_ARGUMENTS, programFile } from "../../contracts/own-program";
import { BackgroundProcess } from "../launcher/background-process";
import { getJson } from "../launcher/http";
import { freePort, LOOPBACK } from "../launcher/ports";
import { AUDIENCE, CLIENT_ID, type Registration, SCOPES } from "./configuration";

export type { Registration } from "./configuration";
export { PERSONAS, type Persona } from "./personas";

/** Wishes of whoever starts an issuer. */
export interface StartIssuer {
  /** Addresses to which people come back; nothing else is accepted. */
  readonly redirectUris: readonly string[];
  /** Folder for its log, and its registration. */
  readonly directory: string;
  /** @default - the portal of the development server, and the personas of the example */
  readonly registration?: Registration;
  /** @default - a free one */
  readonly port?: number;
  /** Seconds for which an access token holds. @default 600 */
  readonly tokenSeconds?: number;
  /** False has the session end with the access token. @default true */
  readonly isRenewable?: boolean;
  /** Environment of the process. @default - none but the place of programs */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Issuer that runs, with all that a page and an API are told of it. */
export interface RunningIssuer {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: string;
  readonly audience: string;
  readonly claims: { readonly groups: string; readonly userName: string };
  /** Leader of its process group; a sandbox that is kept ends it by this id. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
  /** As `stop`, for the last moment of a process. */
  stopNow(): void;
}

/**
 * Starts the sandbox's issuer as a process of its own, and waits until it answers. oidc-provider is an ES module of its own
 * world (Koa, jose): in a process it comes into nobody's tests and bundles.
 *
 * @throws RunnerError that names its log
 */
export async function startIssuer(wish: StartIssuer): Promise<RunningIssuer> {
  const port = wish.port ?? (await freePort());
  const issuer = `http://${LOOPBACK}:${port}`;
  const { clientId, audience } = wish.registration ?? { clientId: CLIENT_ID, audience: AUDIENCE };
  const registered = registrationArguments(wish);
  const process_ = BackgroundProcess.start({
    name: "the sandbox's issuer",
    file: process.execPath,
    arguments: [
      ...NODE_ARGUMENTS,
      programFile(join(__dirname, "main")),
      `--port=${port}`,
      ...registered,
      ...wish.redirectUris.map((uri) => `--redirect=${uri}`),
      `--token-seconds=${wish.tokenSeconds ?? 600}`,
      ...(wish.isRenewable === false ? ["--not-renewable"] : []),
    ],
    directory: wish.directory,
    environment: wish.environment ?? {},
    logFile: join(wish.directory, "issuer.log"),
  });
  const answers = async () =>
    (await getJson<{ issuer: string }>(`${issuer}/.well-known/openid-configuration`))?.issuer === issuer;
  try {
    await process_.ready(answers, 30);
  } catch (error) {
    await process_.stop();
    throw error;
  }
  return {
    issuer,
    clientId,
    scopes: SCOPES,
    audience,
    claims: { groups: "groups", userName: "preferred_username" },
    pid: process_.pid,
    stop: () => process_.stop(),
    stopNow: () => process_.stopNow(),
  };
}

function registrationArguments({ directory, registration }: StartIssuer): string[] {
  if (registration === undefined) return [];
  const file = join(directory, "issuer.json");
  writeFileSync(file, JSON.stringify(registration));
  return [`--registration=${file}`];
}
