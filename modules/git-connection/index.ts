export { GitConnection, type GitConnectionProps } from "./git-connection";
export { GitHost, type GitHostProps } from "./git-host";
export { GitStatusRead, type GitStatusReadProps } from "./git-status-read";
