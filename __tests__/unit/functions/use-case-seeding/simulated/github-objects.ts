import type { HostAnswer } from "../../../../../functions/code-host";
import { type Files, idOf, type MemoryRepository } from "./repository";

export type Body = Readonly<Record<string, unknown>>;

export const answer = (status: number, body?: unknown): HostAnswer => ({ status, headers: {}, body });
export const said = (status: number, message: string): HostAnswer => answer(status, { message });

export interface On {
  readonly repository: MemoryRepository;
  readonly method: string;
  readonly sent: Body;
  readonly query: URLSearchParams;
}

export function contents({ repository, method, sent, query }: On, path: string): HostAnswer {
  if (method === "GET") {
    const file = repository.files(query.get("ref") ?? repository.defaultBranch)?.get(path);
    if (file === undefined) return said(404, "Not Found");
    return answer(200, { content: Buffer.from(file.text).toString("base64"), encoding: "base64" });
  }
  const head = repository.branches.get(repository.defaultBranch);
  const files = new Map(head === undefined ? [] : repository.files(head));
  if (files.has(path)) return said(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  files.set(path, { text: Buffer.from(String(sent.content), "base64").toString("utf8"), mode: "100644" });
  const made = repository.commit(String(sent.message), repository.tree(files), head === undefined ? [] : [head]);
  repository.move(repository.defaultBranch, made.sha);
  return answer(201, { commit: { sha: made.sha, parents: made.parents } });
}

export function gitData(on: On, [kind, ...rest]: readonly string[]): HostAnswer {
  const { repository, method, sent } = on;
  if (repository.isEmpty) return said(409, "Git Repository is empty.");
  const [id] = rest;
  if (kind === "blobs") {
    const text = repository.blobs.get(id) ?? "";
    return answer(200, { content: Buffer.from(text).toString("base64"), encoding: "base64" });
  }
  if (kind === "trees" && method === "GET") {
    const tree = [...(repository.files(id) ?? [])].map(([path, { text, mode }]) => ({
      ...{ path, mode, type: "blob", sha: idOf("blob", text) },
    }));
    return answer(200, { sha: id, tree, truncated: false });
  }
  if (kind === "trees") return answer(201, { sha: repository.tree(newTree(repository, sent)) });
  if (kind === "commits" && method === "GET") {
    const commit = repository.commits.get(id);
    return commit === undefined ? said(404, "Not Found") : answer(200, { ...commit, tree: { sha: commit.tree } });
  }
  if (kind === "commits") {
    const made = repository.commit(String(sent.message), String(sent.tree), sent.parents as string[]);
    return answer(201, { sha: made.sha });
  }
  return references(on, kind, rest);
}

function newTree(repository: MemoryRepository, { base_tree: base, tree }: Body): Files {
  const files = new Map(typeof base === "string" ? repository.trees.get(base) : []);
  for (const { path, mode, content } of tree as { path: string; mode: string; content?: string }[])
    if (content === undefined) files.delete(path);
    else files.set(path, { text: content, mode });
  return files;
}

function references({ repository, method, sent }: On, kind: string, rest: readonly string[]): HostAnswer {
  const branch = rest.slice(1).join("/");
  const sha = String(sent.sha);
  if (kind === "ref") {
    const head = repository.branches.get(branch);
    return head === undefined ? said(404, "Not Found") : answer(200, { object: { sha: head } });
  }
  if (method === "POST") {
    const name = String(sent.ref).replace("refs/heads/", "");
    if (repository.branches.has(name)) return said(422, "Reference already exists");
    repository.move(name, sha);
    return answer(201, { object: { sha } });
  }
  const head = repository.branches.get(branch);
  if (head === undefined) return said(422, "Reference does not exist");
  if (sent.force !== true && !repository.isAncestor(head, sha)) return said(422, "Update is not a fast forward");
  repository.move(branch, sha);
  return answer(200, { object: { sha } });
}

export function pulls({ repository, method, sent, query }: On, number: string | undefined): HostAnswer {
  const view = (one: MemoryRepository["requests"][number]) => ({
    number: one.number,
    html_url: `https://github.test/acme/${repository.name}/pull/${one.number}`,
    state: one.state === "open" ? "open" : "closed",
    merged_at: one.state === "merged" ? "2026-11-30T00:00:00Z" : null,
    title: one.title,
    body: one.description,
  });
  if (method === "GET") {
    const branch = query.get("head")?.split(":")[1];
    return answer(
      200,
      [...repository.requests]
        .filter((one) => one.branch === branch)
        .reverse()
        .map(view),
    );
  }
  const known = repository.requests.find((one) => one.number === Number(number));
  if (known !== undefined) {
    known.title = String(sent.title);
    known.description = String(sent.body);
    return answer(200, view(known));
  }
  const branch = String(sent.head);
  if (repository.openRequest() !== undefined) return said(422, "A pull request already exists for acme:x.");
  if (!repository.branches.has(branch)) return said(422, "head invalid");
  const next = { number: repository.requests.length + 1, branch, base: String(sent.base), state: "open" } as const;
  repository.requests.push({ ...next, title: String(sent.title), description: String(sent.body) });
  return answer(201, view(repository.requests[repository.requests.length - 1]));
}
