import type { DomainItem } from "../model";
import type { TableSection } from "./table-section";

/** Connections to Git providers, and whom they wait for; nothing where no domain has one. */
export function gitConnections(domains: readonly DomainItem[], nameOf: (id: string) => string): TableSection[] {
  const rows = domains.flatMap(({ connections = [] }) =>
    connections.map(({ name, at, status, usedBy, finishedBy, console }) => [
      name,
      at,
      status ?? "–",
      usedBy.map(nameOf).join(", ") || "nothing",
      status === "PENDING" || status === "ERROR" ? `${finishedBy}: ${console}` : "–",
    ]),
  );
  const columns = ["Connection", "At", "Status", "Used by", "Waits for"];
  return rows.length === 0 ? [] : [{ heading: "Git connections", columns, rows, empty: "None." }];
}
