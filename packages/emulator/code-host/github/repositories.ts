import type { Call, Operation } from "../family";
import { commitOnto } from "../git/commits";
import { type HostError, textOf } from "../http/call";
import { now, type RepositoryRecord } from "../state";
import { callerOf, forbidden, hasPermission, repositoryOf, sees } from "./access";
import { page } from "./lists";
import { organizationView } from "./organizations";
import { invalidField, notFound, refusal } from "./refusals";
import { signatureOf } from "./signatures";
import { fullRepository, minimalRepository, REPOSITORY_SETTINGS } from "./views";

/** Organizations, repositories and topics. */
export const REPOSITORIES: readonly Operation[] = [
  { id: "orgs/get", method: "GET", path: "/orgs/{org}", handle: getOrganization },
  { id: "repos/list-for-org", method: "GET", path: "/orgs/{org}/repos", handle: listRepositories },
  { id: "repos/create-in-org", method: "POST", path: "/orgs/{org}/repos", handle: createRepository },
  { id: "repos/get", method: "GET", path: "/repos/{owner}/{repo}", handle: getRepository },
  { id: "repos/update", method: "PATCH", path: "/repos/{owner}/{repo}", handle: updateRepository },
  { id: "repos/delete", method: "DELETE", path: "/repos/{owner}/{repo}", handle: deleteRepository },
  { id: "repos/get-all-topics", method: "GET", path: "/repos/{owner}/{repo}/topics", handle: getTopics },
  { id: "repos/replace-all-topics", method: "PUT", path: "/repos/{owner}/{repo}/topics", handle: replaceTopics },
];

function getOrganization({ host, labels }: Call) {
  const organization = host.organization(labels.org);
  if (organization === undefined) throw notFound(host);
  return { status: 200, body: organizationView(host, organization) };
}

function listRepositories(call: Call) {
  const { host, labels, caller } = call;
  if (host.organization(labels.org) === undefined) throw notFound(host);
  const seen = host.state.repositories.filter((one) => one.owner === labels.org && sees(host, one, caller));
  return page(call, seen, (some) => some.map((one) => minimalRepository(host, one)));
}

async function createRepository(call: Call) {
  const { host, labels, body } = call;
  const caller = callerOf(call);
  const organization = host.organization(labels.org);
  if (organization === undefined) throw notFound(host);
  const isInside =
    caller.kind === "user"
      ? organization.members[caller.login] !== undefined
      : caller.organization === organization.path;
  if (!isInside) throw notFound(host);
  if (!hasPermission(caller, "administration", "write")) throw forbidden(host, caller, "administration");
  const name = textOf(body.name).replace(/[^\w.-]/g, "-");
  if (name === "" || name.length > 100)
    throw invalidField(host, { resource: "Repository", field: "name", code: "invalid" }, "Repository creation failed.");
  if (host.repository(organization.path, name) !== undefined) throw nameTaken(call);
  const record = await host.addRepository({
    owner: organization.path,
    name,
    creator: caller.login,
    description: (body.description as string | undefined) ?? null,
    visibility: visibilityOf(body),
    settings: settingsOf(body),
  });
  if (body.auto_init === true) await firstCommit(call, record);
  return { status: 201, body: fullRepository(host, record, caller) };
}

const nameTaken = ({ host }: Call): HostError =>
  invalidField(
    host,
    { resource: "Repository", field: "name", code: "custom", message: "name already exists on this account" },
    "Repository creation failed.",
  );

function visibilityOf(
  body: Call["body"],
  usual: RepositoryRecord["visibility"] = "public",
): RepositoryRecord["visibility"] {
  if (body.visibility !== undefined) return body.visibility as RepositoryRecord["visibility"];
  return body.private === undefined ? usual : body.private === true ? "private" : "public";
}

const settingsOf = (body: Call["body"]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(REPOSITORY_SETTINGS, name)));

async function firstCommit({ host, caller }: Call, record: RepositoryRecord): Promise<void> {
  const signature = signatureOf(host, caller);
  const content = Buffer.from(`# ${record.name}${record.description === null ? "" : `\n${record.description}`}`);
  await host.exclusively(record.id, () =>
    commitOnto(host.gitOf(record), record.defaultBranch, {
      message: "Initial commit",
      author: signature,
      committer: signature,
      parent: undefined,
      changes: [{ path: "README.md", mode: "100644", content }],
    }),
  );
  record.pushedAt = now();
}

function getRepository(call: Call) {
  const record = repositoryOf(call, "metadata", "read");
  return { status: 200, body: fullRepository(call.host, record, call.caller) };
}

async function updateRepository(call: Call) {
  const { host, body, caller } = call;
  const record = repositoryOf({ ...call }, "administration", "write");
  if (
    typeof body.name === "string" &&
    body.name !== record.name &&
    host.repository(record.owner, body.name) !== undefined
  )
    throw nameTaken(call);
  if (typeof body.default_branch === "string" && body.default_branch !== record.defaultBranch) {
    const repository = host.gitOf(record);
    if (!(await repository.isEmpty()) && (await repository.branchHead(body.default_branch)) === undefined)
      throw refusal(
        host,
        422,
        `The branch ${body.default_branch} was not found. Please push that ref first or create it via the Git Data API.`,
      );
    await repository.git(["symbolic-ref", "HEAD", `refs/heads/${body.default_branch}`]);
    record.defaultBranch = body.default_branch;
  }
  if (typeof body.name === "string") record.name = body.name;
  if (body.description !== undefined) record.description = body.description as string | null;
  if (typeof body.archived === "boolean") record.archived = body.archived;
  record.visibility = visibilityOf(body, record.visibility);
  Object.assign(record.settings, settingsOf(body));
  record.updatedAt = now();
  host.changed();
  return { status: 200, body: fullRepository(host, record, caller) };
}

function deleteRepository(call: Call) {
  call.host.removeRepository(repositoryOf(call, "administration", "write"));
  return { status: 204 };
}

function getTopics(call: Call) {
  return { status: 200, body: { names: repositoryOf(call, "metadata", "read").topics } };
}

function replaceTopics(call: Call) {
  const record = repositoryOf(call, "administration", "write");
  record.topics = (call.body.names as string[]).map((name) => name.toLowerCase());
  call.host.changed();
  return { status: 200, body: { names: record.topics } };
}
