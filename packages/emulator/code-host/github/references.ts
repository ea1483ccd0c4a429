import type { Call, Operation } from "../family";
import { type GitRef, NO_OBJECT, OWN_REFS } from "../git/repository";
import type { ApiAnswer } from "../http/call";
import { now, type RepositoryRecord } from "../state";
import { callerOf } from "./access";
import { nodeId, repositoryApi } from "./addresses";
import { filledRepository, isId } from "./git-data";
import { closedBy } from "./protection";
import { notFound, refusal } from "./refusals";

const REFS = "/repos/{owner}/{repo}/git";

/** References of Git. */
export const REFERENCES: readonly Operation[] = [
  { id: "git/list-matching-refs", method: "GET", path: `${REFS}/matching-refs/{ref*}`, handle: listMatching },
  { id: "git/get-ref", method: "GET", path: `${REFS}/ref/{ref*}`, handle: getRef },
  { id: "git/create-ref", method: "POST", path: `${REFS}/refs`, handle: createRef },
  { id: "git/update-ref", method: "PATCH", path: `${REFS}/refs/{ref*}`, handle: updateRef },
  { id: "git/delete-ref", method: "DELETE", path: `${REFS}/refs/{ref*}`, handle: deleteRef },
];

function view({ host }: Call, record: RepositoryRecord, { ref, sha, type }: GitRef): Record<string, unknown> {
  const api = `${repositoryApi(host, record)}/git`;
  return {
    ref,
    node_id: nodeId("Ref", `${record.id}:${ref}`),
    url: `${api}/${ref}`,
    object: { type, sha, url: `${api}/${type}s/${sha}` },
  };
}

async function listMatching(call: Call): Promise<ApiAnswer> {
  const { record, repository } = await filledRepository(call, "read");
  const prefix = `refs/${call.labels.ref}`;
  const refs = (await repository.refs("refs/")).filter(
    ({ ref }) => ref.startsWith(prefix) && !ref.startsWith(OWN_REFS),
  );
  return { status: 200, body: refs.map((ref) => view(call, record, ref)) };
}

async function found(call: Call, level: "read" | "write") {
  const { record, repository } = await filledRepository(call, level);
  const name = `refs/${call.labels.ref}`;
  const ref = (await repository.refs(name)).find((one) => one.ref === name && !name.startsWith(OWN_REFS));
  return { record, repository, ref };
}

async function getRef(call: Call): Promise<ApiAnswer> {
  const { record, ref } = await found(call, "read");
  if (ref === undefined) throw notFound(call.host);
  return { status: 200, body: view(call, record, ref) };
}

async function createRef(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { record, repository } = await filledRepository(call, "write");
  const [ref, sha] = [String(body.ref), String(body.sha)];
  const isName =
    /^refs\/(heads|tags)\/[^\s~^:?*[\\]+$/.test(ref) && (await repository.tryGit(["check-ref-format", ref])).code === 0;
  if (!isName) throw refusal(host, 422, "Reference name is not valid");
  const type = isId(sha) ? await repository.typeOf(sha) : undefined;
  if (type === undefined) throw refusal(host, 422, "Object does not exist");
  if (!(await repository.moveRef(ref, NO_OBJECT, sha))) throw refusal(host, 422, "Reference already exists");
  pushed(call, record);
  return { status: 201, body: view(call, record, { ref, sha, type }) };
}

async function updateRef(call: Call): Promise<ApiAnswer> {
  const { host, body } = call;
  const { record, repository, ref } = await found(call, "write");
  if (ref === undefined) throw refusal(host, 422, "Reference does not exist");
  refuseClosed(call, record, ref.ref);
  const sha = String(body.sha);
  const type = isId(sha) ? await repository.typeOf(sha) : undefined;
  if (type === undefined) throw refusal(host, 422, "Object does not exist");
  if (body.force !== true && !(await repository.isAncestor(ref.sha, sha)))
    throw refusal(host, 422, "Update is not a fast forward");
  if (!(await repository.moveRef(ref.ref, ref.sha, sha))) throw refusal(host, 409, "Reference cannot be updated");
  pushed(call, record);
  return { status: 200, body: view(call, record, { ref: ref.ref, sha, type }) };
}

async function deleteRef(call: Call): Promise<ApiAnswer> {
  const { host } = call;
  const { record, repository, ref } = await found(call, "write");
  if (ref === undefined) throw refusal(host, 422, "Reference does not exist");
  refuseClosed(call, record, ref.ref);
  if (ref.ref === `refs/heads/${record.defaultBranch}`) throw refusal(host, 422, "Cannot delete the default branch");
  await repository.moveRef(ref.ref, ref.sha, undefined);
  pushed(call, record);
  return { status: 204 };
}

function refuseClosed(call: Call, record: RepositoryRecord, ref: string): void {
  const { host } = call;
  const closed = closedBy(host, record, callerOf(call), ref.replace("refs/heads/", ""));
  if (closed !== undefined) throw refusal(host, 422, `Repository rule violations found\n\n${closed}`);
}

function pushed({ host }: Call, record: RepositoryRecord): void {
  record.pushedAt = now();
  host.changed();
}
