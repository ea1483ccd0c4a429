import type { CodeHostSettings } from "../../contracts/aiops/settings";

/** Address of a host and its kind. */
export type HostAddress = Pick<CodeHostSettings, "type" | "url">;

/**
 * Base of a host's API, without a slash at its end.
 *
 * GitHub's own sites answer at a host of their own; every other address, such as the sandbox's, answers where it is.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api
 * @see https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom
 * @see https://docs.gitlab.com/api/rest/
 */
export function apiBase({ type, url }: HostAddress): string {
  if (type === "gitlab") return `${url}/api/v4`;
  if (type === "github-enterprise-server") return `${url}/api/v3`;
  const { protocol, hostname } = new URL(url);
  const hasOwnHost = hostname === "github.com" || hostname.endsWith(".ghe.com");
  return hasOwnHost ? `${protocol}//api.${hostname}` : url;
}
