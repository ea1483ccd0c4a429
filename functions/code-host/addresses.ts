import type { CodeHostSettings } from "../../contracts/aiops/settings";

/** Address of a host and its kind. */
export type HostAddress = Pick<CodeHostSettings, "type" | "url">;

/**
 * Base of a host's API, without a slash at its end. GitHub's own sites answer at a name of their own; one on this machine, as tests have it,
 * answers where it is.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api
 * @see https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom
 * @see https://docs.gitlab.com/api/rest/
 */
export function apiBase({ type, url }: HostAddress): string {
  if (type === "gitlab") return `${url}/api/v4`;
  if (type === "github-enterprise-server") return `${url}/api/v3`;
  const { protocol, hostname, host } = new URL(url);
  return isOwnMachine(hostname) ? url : `${protocol}//api.${host}`;
}

/** Tells whether a name is one of this machine's for itself. */
export const isOwnMachine = (hostname: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
