import type { Commit } from "../git/commits";
import type { Host } from "../host";
import type { RepositoryRecord } from "../state";
import { nodeId, repositoryApi, repositoryPage } from "./addresses";
import { simpleUser } from "./views";

const UNSIGNED = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

/** Commit, as the Git data API answers it. */
export function gitCommit(host: Host, record: RepositoryRecord, commit: Commit): Record<string, unknown> {
  const api = repositoryApi(host, record);
  const { sha, tree, parents, author, committer, message } = commit;
  return {
    sha,
    node_id: nodeId("Commit", sha),
    url: `${api}/git/commits/${sha}`,
    html_url: `${repositoryPage(host, record)}/commit/${sha}`,
    author: utc(author),
    committer: utc(committer),
    tree: { sha: tree, url: `${api}/git/trees/${tree}` },
    message,
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/git/commits/${parent}`,
      html_url: `${repositoryPage(host, record)}/commit/${parent}`,
    })),
    verification: UNSIGNED,
  };
}

/** Commit, as the contents API answers it. */
export const fileCommit = gitCommit;

/** Commit, as lists and branches contain it. */
export function commitView(host: Host, record: RepositoryRecord, commit: Commit): Record<string, unknown> {
  const api = repositoryApi(host, record);
  const { sha, tree, parents, author, committer, message } = commit;
  const url = `${api}/commits/${sha}`;
  return {
    sha,
    node_id: nodeId("Commit", sha),
    url,
    html_url: `${repositoryPage(host, record)}/commit/${sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url: `${api}/git/commits/${sha}`,
      author: utc(author),
      committer: utc(committer),
      message,
      comment_count: 0,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
      verification: UNSIGNED,
    },
    author: accountOf(host, author.email),
    committer: accountOf(host, committer.email),
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${repositoryPage(host, record)}/commit/${parent}`,
    })),
  };
}

/** Account with the address of a commit's person. */
function accountOf(host: Host, email: string): Record<string, unknown> | null {
  const user = host.state.users.find((one) => one.email === email);
  return user === undefined ? null : simpleUser(host, user.login);
}

function utc({ name, email, date }: Commit["author"]): Commit["author"] {
  return { name, email, date: `${new Date(date).toISOString().slice(0, 19)}Z` };
}
