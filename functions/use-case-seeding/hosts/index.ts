import type { CodeHostSettings } from "../../../contracts/aiops/settings";
import type { CodeHost } from "../../../governance/repositories";
import { connect, type Connection, type SecretReader } from "../../code-host";
import { Api } from "./api";
import { GitHub } from "./github";
import { GitLab } from "./gitlab";

/** A code host of the settings, as repositories are made on it. */
export function codeHostOf(settings: CodeHostSettings, secret: SecretReader, connection?: Connection): CodeHost {
  const { type, url, namespace } = settings;
  const api = new Api(connect(settings, secret, connection), url);
  return type === "gitlab" ? new GitLab({ api, namespace }) : new GitHub({ api, namespace });
}
