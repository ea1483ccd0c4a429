import type { Host } from "./host";
import type { ApiAnswer, ApiRequest, HostError } from "./http/call";
import type { Route } from "./http/routes";
import type { RepositoryRecord } from "./state";

/** Caller of a host: a user by a token, an installation of an app, or an app itself. */
export interface Caller {
  /** Login under which its commits and requests are listed. */
  readonly login: string;
  readonly kind: "user" | "installation" | "app";
  /** Scopes of a classic token; undefined where permissions count. */
  readonly scopes?: readonly string[];
  /** Permissions of a fine-grained token or an installation; undefined where scopes count. */
  readonly permissions?: Readonly<Record<string, string>>;
  /** Organization of an installation. */
  readonly organization?: string;
  /** Ids of the only repositories of an installation. */
  readonly repositoryIds?: readonly number[];
  readonly appId?: number;
}

/** Call of an operation. */
export interface Call extends ApiRequest {
  readonly host: Host;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined for nobody. */
  readonly caller: Caller | undefined;
}

/** Operation that a host serves. */
export interface Operation extends Route {
  /** @throws HostError */
  readonly handle: (call: Call) => Promise<ApiAnswer> | ApiAnswer;
}

/** Problems of a request or answer, one line each. */
export type Problems = readonly string[];

/** Judge of requests and answers by what a host has published. */
export interface Validation {
  /** Name of an operation that this server does not have. */
  nameOf(method: string, path: string): string | undefined;
  /** `refused` is what the host refuses, `noted` what it takes no notice of. */
  request(
    route: Route,
    request: ApiRequest,
    labels: Readonly<Record<string, string>>,
  ): { readonly refused: Problems; readonly noted: Problems };
  answer(route: Route, answer: ApiAnswer): Problems;
}

/** Push of one reference. */
export interface Push {
  readonly repository: RepositoryRecord;
  readonly caller: Caller;
}

/** All that one family of hosts does in its own way. */
export interface Family {
  /** Base of its API's paths. */
  readonly apiBase: string;
  readonly operations: readonly Operation[];
  /** @throws HostError where the request names a caller that the host does not know */
  authenticate(host: Host, request: ApiRequest): Caller | undefined;
  /** Refusals before an operation is looked at, such as a request without a user agent. */
  admit(host: Host, request: ApiRequest, caller: Caller | undefined): HostError | undefined;
  /** Headers of every answer. */
  headers(host: Host, caller: Caller | undefined): Readonly<Record<string, string>>;
  notServed(host: Host, operation: string): HostError;
  invalid(host: Host, problems: Problems): HostError;
  throttled(host: Host): HostError;
  failed(host: Host, status: number, message: string): HostError;
  /** Caller of a git client, by what it sends as its password. */
  gitCaller(host: Host, password: string): Caller | undefined;
  /** Level of a caller in a repository. */
  mayGit(host: Host, repository: RepositoryRecord, caller: Caller | undefined, write: boolean): boolean;
  /** Branches that a caller may not push to, with the words of the refusal. */
  closedBranches(host: Host, push: Push): Readonly<Record<string, string>>;
  /** Notes what a push by git has changed. */
  pushed(host: Host, repository: RepositoryRecord): Promise<void>;
}
