import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import type { Host } from "./host";
import type { RepositoryRecord } from "./state";

/** Seconds for which a token of a job holds. */
const SECONDS = 300;

/** Job that asks for a token. */
export interface Job {
  /** Owner and name of its repository. */
  readonly repository: string;
  /** Environment that it deploys to. @default - none */
  readonly environment?: string;
  /** Branch that it runs on. @default - the default branch */
  readonly branch?: string;
  readonly audience?: string;
  /** GitHub: the subject has the ids of owner and repository, too, as that of new organizations has. @default false */
  readonly immutableSubject?: boolean;
}

/** Issuer of the tokens of a host's jobs, which AWS knows as an identity provider. */
function issuerOf({ definition, url }: Host): string {
  if (definition.type === "gitlab") return url;
  return definition.type === "github" ? "https://token.actions.githubusercontent.com" : `${url}/_services/token`;
}

/** Key of the host, which its first token makes. */
function keyOf(host: Host): string {
  const { state } = host;
  if (state.signingKey !== undefined) return state.signingKey;
  state.signingKey = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
  host.changed();
  return state.signingKey;
}

/** Public keys of a host's tokens, as an issuer publishes them. */
function keySet(host: Host): { readonly keys: readonly object[] } {
  const key = createPublicKey(keyOf(host));
  const kid = createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);
  return { keys: [{ ...key.export({ format: "jwk" }), use: "sig", alg: "RS256", kid }] };
}

const DISCOVERY = "/.well-known/openid-configuration";
const KEYS = "/.well-known/jwks";
const GITLAB_KEYS = "/oauth/discovery/keys";

/** Document of the issuer at a path of the host; undefined where the path is another's. */
export function issuerDocument(host: Host, path: string): object | undefined {
  // github.com issues tokens at a name of its own, which leads to the same port here.
  const below = host.definition.type === "github-enterprise-server" ? path.replace(/^\/_services\/token/, "") : path;
  if (below === DISCOVERY) return discovery(host);
  return below === (host.definition.type === "gitlab" ? GITLAB_KEYS : KEYS) ? keySet(host) : undefined;
}

/** Description of the issuer. */
function discovery(host: Host): Record<string, unknown> {
  const issuer = issuerOf(host);
  return {
    issuer,
    jwks_uri: `${issuer}${host.definition.type === "gitlab" ? GITLAB_KEYS : KEYS}`,
    subject_types_supported: ["public"],
    response_types_supported: ["id_token"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

/** Token of a job, with the subject that its host gives it. */
export function jobToken(host: Host, record: RepositoryRecord, job: Job): string {
  const { branch = record.defaultBranch, audience } = job;
  const seconds = Math.floor(Date.now() / 1000);
  const isGitLab = host.definition.type === "gitlab";
  const claims = {
    iss: issuerOf(host),
    aud: audience ?? (isGitLab ? host.url : "sts.amazonaws.com"),
    iat: seconds,
    nbf: seconds - 5,
    exp: seconds + SECONDS,
    jti: randomUUID(),
    ...(isGitLab ? gitlabClaims(record, branch, job) : githubClaims(host, record, branch, job)),
  };
  const [{ kid }] = keySet(host).keys as { kid: string }[];
  const parts = [{ alg: "RS256", typ: "JWT", kid }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const text = parts.join(".");
  return `${text}.${sign("sha256", Buffer.from(text), keyOf(host)).toString("base64url")}`;
}

/** @see https://docs.github.com/en/actions/reference/security/oidc */
function githubClaims(host: Host, record: RepositoryRecord, branch: string, { environment, immutableSubject }: Job) {
  const repository = `${record.owner}/${record.name}`;
  const ownerId = host.organization(record.owner)?.id ?? 0;
  const named = immutableSubject === true ? `${record.owner}@${ownerId}/${record.name}@${record.id}` : repository;
  const place = environment === undefined ? `ref:refs/heads/${branch}` : `environment:${environment}`;
  return {
    sub: `repo:${named}:${place}`,
    ...(environment === undefined ? {} : { environment }),
    ref: `refs/heads/${branch}`,
    ref_type: "branch",
    repository,
    repository_id: String(record.id),
    repository_owner: record.owner,
    repository_owner_id: String(ownerId),
    repository_visibility: record.visibility,
    event_name: "workflow_dispatch",
    runner_environment: "self-hosted",
  };
}

/** @see https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
function gitlabClaims(record: RepositoryRecord, branch: string, { environment }: Job) {
  const path = `${record.owner}/${record.name}`;
  return {
    sub: `project_path:${path}:ref_type:branch:ref:${branch}`,
    project_path: path,
    project_id: String(record.id),
    namespace_path: record.owner,
    ref: branch,
    ref_type: "branch",
    ref_path: `refs/heads/${branch}`,
    ref_protected: String(Object.hasOwn(record.protections, branch)),
    pipeline_source: "api",
    ...(environment === undefined
      ? {}
      : {
          environment,
          environment_protected: String(
            record.rules.some(({ kind, content }) => kind === "protected-environment" && content.name === environment),
          ),
        }),
  };
}
