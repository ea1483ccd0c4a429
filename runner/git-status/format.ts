import type { GitConnectionStatus, GitStatusReport } from "./git-status";

/** The connections for people, and in the last line how many wait for somebody. */
export function gitStatusText({ stage, domainStage, connections }: GitStatusReport): string {
  const of = stage === domainStage ? "" : `, in stage ${domainStage}, which owns the domain`;
  if (connections.length === 0) return `${stage}: no connections to Git providers${of}`;
  const waiting = connections.filter(({ next }) => next !== undefined).length;
  const all = connections.length === 1 ? "1 connection" : `${connections.length} connections`;
  const total = waiting === 0 ? `${all}, all AVAILABLE` : `${all}, ${waiting} of them waiting for somebody`;
  return [...connections.flatMap(connectionLines), `${stage}: ${total}${of}`].join("\n");
}

function connectionLines({ key, name, provider, endpoint, status, usedBy, next }: GitConnectionStatus): string[] {
  const at = endpoint === undefined ? provider : `${provider} at ${endpoint}`;
  return [
    `  ${key}${name === key ? "" : ` (${name})`}: ${status}, ${at}`,
    `      ${usedBy.length === 0 ? "nothing uses it" : `used by ${usedBy.join(", ")}`}`,
    ...(next === undefined ? [] : [`      ${next}`]),
  ];
}

/** The reports for programs. Their members are only added to. */
export function gitStatusJson(report: GitStatusReport): string {
  return `${JSON.stringify({ version: 1, ...report }, undefined, 2)}\n`;
}
