import { verify } from "node:crypto";
import type { Caller } from "../family";
import type { Host } from "../host";
import type { ApiRequest } from "../http/call";
import { refusal } from "./refusals";

/** Most seconds that a JSON web token of an app may hold, and how far its clock may be ahead. */
const JWT_SECONDS = 600;
const CLOCK_SECONDS = 60;

/** Caller of a request; undefined for one without a token. @throws HostError where the token is not known */
export function authenticate(host: Host, { headers }: ApiRequest): Caller | undefined {
  const [, scheme, value] = /^(token|bearer|basic) +(.+)$/i.exec(headers.authorization ?? "") ?? [];
  if (scheme === undefined) {
    if (headers.authorization !== undefined) throw refusal(host, 401, "Bad credentials");
    return undefined;
  }
  const token = scheme.toLowerCase() === "basic" ? passwordOf(value) : value;
  const caller = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? appOf(host, token) : callerOfToken(host, token);
  if (caller === undefined) throw refusal(host, 401, "Bad credentials");
  return caller;
}

function passwordOf(value: string): string {
  const text = Buffer.from(value, "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}

/** Caller behind a token of a user or an installation, while it holds. */
export function callerOfToken(host: Host, token: string): Caller | undefined {
  const known = host.state.tokens.find((one) => one.token === token);
  if (known !== undefined) {
    if (known.expiresAt !== undefined && Date.parse(known.expiresAt) <= Date.now()) return undefined;
    const { user, scopes, permissions } = known;
    const held = permissions === undefined ? { scopes: scopes ?? [] } : { permissions };
    return { login: user, kind: "user", ...held };
  }
  const installed = host.state.installationTokens.find((one) => one.token === token);
  const app = host.state.apps.find(({ id }) => id === installed?.appId);
  if (installed === undefined || app === undefined || Date.parse(installed.expiresAt) <= Date.now()) return undefined;
  return {
    login: `${app.slug}[bot]`,
    kind: "installation",
    permissions: installed.permissions,
    organization: app.organization,
    appId: app.id,
    ...(installed.repositoryIds === undefined ? {} : { repositoryIds: installed.repositoryIds }),
  };
}

interface JwtClaims {
  readonly iss?: string | number;
  readonly iat?: number;
  readonly exp?: number;
}

/** App that has signed a JSON web token. @throws HostError with what is wrong with it */
function appOf(host: Host, token: string): Caller {
  const [header, payload, signature] = token.split(".");
  const { alg } = decoded<{ alg?: string }>(header);
  const { iss, iat, exp } = decoded<JwtClaims>(payload);
  const app = host.state.apps.find(({ id }) => String(id) === String(iss));
  const seconds = Date.now() / 1000;
  if (alg !== "RS256" || app === undefined) throw refusal(host, 401, "A JSON web token could not be decoded");
  const isSigned = verify(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    app.publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) throw refusal(host, 401, "A JSON web token could not be decoded");
  if (exp === undefined || exp <= seconds)
    throw refusal(
      host,
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp - seconds > JWT_SECONDS) throw refusal(host, 401, "'Expiration time' claim ('exp') is too far in the future");
  if (iat === undefined || iat > seconds + CLOCK_SECONDS)
    throw refusal(
      host,
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  return { login: app.slug, kind: "app", appId: app.id, permissions: {} };
}

function decoded<T extends object>(part: string): Partial<T> {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as T;
  } catch {
    return {};
  }
}
