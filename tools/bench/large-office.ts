import type { InvokeCommand } from "@aws-sdk/client-lambda";
import type { Clients } from "../../functions/application-projects/clients";
import { answerOffice } from "../../functions/application-projects/office";
import { DataZoneProjects } from "../../functions/application-projects/service/datazone-projects";
import { settingsOf } from "../../functions/application-projects/settings";
import { ClaimTable } from "../../functions/application-projects/store/claim-table";
import { ProjectTable } from "../../functions/application-projects/store/project-table";
import type { Workplace } from "../../functions/application-projects/work";
import { READER } from "./large-domain-process";

/** Clients that the office asks for its lists. */
export type OfficeClients = Pick<Clients, "datazone" | "table">;

/** The function of projects in this process, for an API that invokes it: everything runs but Lambda itself. */
export function officeFunction(
  domainId: string,
  { datazone, table }: OfficeClients,
  clock: () => string,
): { readonly send: (command: InvokeCommand) => Promise<{ readonly Payload: Uint8Array }> } {
  const workplace = workplaceOf(domainId, { datazone, table }, clock);
  return {
    send: async ({ input: { Payload = new Uint8Array() } }) => {
      const { office } = JSON.parse(Buffer.from(Payload as Uint8Array).toString("utf8")) as {
        readonly office: unknown;
      };
      return { Payload: Buffer.from(JSON.stringify(await answerOffice(office, workplace)), "utf8") };
    },
  };
}

function workplaceOf(domainId: string, { datazone, table }: OfficeClients, clock: () => string): Workplace {
  const units = Array.from({ length: 20 }, (_, count) => `unit${count}`);
  const { domain: settings, projects } = settingsOf({
    ...{
      format: 1,
      domainId,
      roleArn: READER,
      unitNames: {},
      profileNames: {},
      userIds: {},
      groupIds: {},
      platformMembers: [],
    },
    ...{ peoplePrincipals: [], askingRoles: [], unitIds: Object.fromEntries(units.map((unit) => [unit, unit])) },
    projects: { units: Object.fromEntries(units.map((unit) => [unit, {}])), profiles: { lake: {} } },
  });
  const domain = { client: datazone, once: datazone, settings };
  const ports = { service: new DataZoneProjects(domain), clock, ...stores(table, clock) };
  return { domain, settings: projects, bell: { ring: () => Promise.resolve() }, ports };
}

const stores = (table: OfficeClients["table"], clock: () => string) => ({
  store: new ProjectTable(table, "bench", clock),
  claims: new ClaimTable(table, "bench", clock),
  evidence: { keep: () => Promise.resolve() },
  notices: { send: () => Promise.resolve() },
});
