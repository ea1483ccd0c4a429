import { CreateGroupProfileCommand, CreateProjectMembershipCommand } from "@aws-sdk/client-datazone";
import { DataZoneFiling } from "../../../functions/application-api/catalog/as-project/datazone-filing";
import { DataZoneAssets } from "../../../functions/application-api/catalog/datazone-assets";
import { DataZoneDirectory } from "../../../functions/application-api/catalog/datazone-directory";
import { DataZoneProjects } from "../../../functions/application-api/catalog/datazone-projects";
import { ProjectRoles } from "../../../functions/application-api/catalog/project-roles";
import { createApi } from "../../../functions/application-api/handler";
import { ROUTES } from "../../../functions/application-api/routes";
import type { Services } from "../../../functions/application-api/services";
import { emulatorCredentials } from "../../../packages/emulator";
import { GLUE_TABLE, Sides, tableForm } from "../emulator/data-access/sides";
import { eventOf, NOW, SETTINGS } from "../../unit/functions/application-api/world";
import { GOVERNANCE } from "./landscape";
import { ownership } from "./ruled-projects";

const roleArn = (name: string) => `arn:aws:iam::${GOVERNANCE}:role/${name}`;
const ORDERS = "arn:aws:glue:eu-west-1:1:table/sales/orders";

interface Body {
  readonly code: string;
  readonly detail: string;
  readonly id: string;
  readonly revision: string;
  readonly publication: string;
  readonly listingId: string;
  readonly missing: readonly object[];
  readonly uses: readonly object[];
  readonly items: readonly { readonly assetId: string; readonly missing: readonly object[] }[];
}

let sides: Sides;
let api: ReturnType<typeof createApi>;

const ask = async (login: string, method: string, path: string, body?: object) => {
  const answer = await api(eventOf({ login: roleArn(login) }, method, `/v1${path}`, body));
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Body };
};

/** The role of the project in the domain, as the layer `projects` makes it. */
async function roleOf(projectIdentifier: string): Promise<void> {
  const { datazone } = sides.ruled;
  const made = { ...sides.on, rolePrincipalArn: roleArn(`smus-asks-${projectIdentifier}`) };
  const { id: groupIdentifier = "" } = await datazone.send(new CreateGroupProfileCommand(made));
  const member = { groupIdentifier };
  const designation = "PROJECT_CONTRIBUTOR";
  await datazone.send(new CreateProjectMembershipCommand({ ...sides.on, projectIdentifier, designation, member }));
}

beforeAll(async () => {
  sides = await Sides.begin();
  const { owner, on, ruled } = sides;
  await sides.person("viewer", sides.projects.producer, "PROJECT_CATALOG_VIEWER");
  const clock = () => NOW;
  const session = (project: string, person: string) =>
    Promise.resolve(emulatorCredentials(GOVERNANCE, `smus-asks-${project}`, person));
  const clientAs = (keys: Parameters<Sides["landscape"]["clientsWith"]>[0]) =>
    sides.landscape.clientsWith(keys).datazone();
  const domainId = on.domainIdentifier;
  const log = () => undefined;
  const projects = new DataZoneProjects(owner, domainId, { [ruled.units.own]: "sales-emea" }, { clock, log });
  const inDomain = new ProjectRoles({
    ...{ client: owner, domainId, prefix: roleArn("smus-asks-") },
    membersOf: (id) => projects.membersOf(id),
  });
  const groupOf = async (project: string) => (await inDomain.ownRoleOf(project))?.groupId;
  const roles = { groupOf, session };
  const services: Partial<Services> = {
    clock,
    log,
    directory: new DataZoneDirectory(owner, domainId, clock),
    projects,
    assets: new DataZoneAssets(owner, { domainId, terms: { [ruled.term]: "words/party" }, roles, clientAs, clock }),
    filing: new DataZoneFiling(domainId, roles, clientAs),
  };
  const orders = { project: "Producer", externalIdentifier: ORDERS, published: true, at: "stage dev, orders" };
  const settings = { ...SETTINGS, publications: [orders] };
  api = createApi({ routes: ROUTES, settings, services: services as Services });
});
afterAll(() => sides.stop());

describe("assets of a project by the API, in the domain", () => {
  it("are left to the portal of AWS until the project has its role", async () => {
    const { status, body } = await ask("owner", "GET", `/projects/${sides.projects.producer}/assets`);
    expect([status, body.code]).toEqual([409, "act-in-portal"]);
    await roleOf(sides.projects.producer);
    expect((await ask("owner", "GET", `/projects/${sides.projects.producer}/assets`)).status).toBe(200);
  });

  it("are completed, published, filtered, used, and taken out of the catalogue", async () => {
    await sides.ruled.rule();
    const formsInput = [tableForm()];
    const bare = await sides.ruled.asset({ typeIdentifier: GLUE_TABLE, formsInput });
    const { body } = await ask("owner", "GET", `/projects/${sides.projects.producer}/assets`);
    const demand = { rule: "Rule 0", what: "form", name: "Ownership" };
    expect(body.items.find(({ assetId }) => assetId === bare)?.missing).toEqual([demand]);
    expect((await ask("owner", "POST", `/assets/${bare}/publish`, { revision: "1" })).body.code).toBe("incomplete");

    const whole = [...formsInput, ownership({ owner: "sales" })];
    const id = await sides.ruled.asset({ typeIdentifier: GLUE_TABLE, formsInput: whole });
    const published = await ask("owner", "POST", `/assets/${id}/publish`, { revision: "1" });
    expect(published).toMatchObject({ status: 200, body: { publication: "published", missing: [] } });
    const made = await ask("owner", "POST", `/assets/${id}/filters`, { name: "Open", columns: ["region"] });
    expect(made.status).toBe(200);
    const request = await sides.ask(published.body.listingId);
    await sides.accept(request, { assetScopes: [{ assetId: id, filterIds: [made.body.id] }] });
    for (const [method, path, sent] of [
      ["DELETE", `/assets/${id}/filters/${made.body.id}`, undefined],
      ["PUT", `/assets/${id}/filters/${made.body.id}`, { name: "Open", columns: ["email"] }],
      ["POST", `/assets/${id}/unpublish`, {}],
    ] as const)
      expect(await ask("owner", method, path, sent)).toMatchObject({
        status: 409,
        body: { code: "still-used", uses: [{ kind: "access", who: { name: "Consumer" } }] },
      });
    const gone = await ask("owner", "POST", `/assets/${id}/unpublish`, { acknowledge: true });
    expect(gone).toMatchObject({ status: 200, body: { publication: "not-published" } });
    await sides.ruled.clear();
  });

  it("stay as the configuration has decided", async () => {
    const formsInput = [tableForm()];
    const id = await sides.ruled.asset({ typeIdentifier: GLUE_TABLE, formsInput, externalIdentifier: ORDERS });
    expect((await ask("owner", "POST", `/assets/${id}/publish`, { revision: "1" })).status).toBe(200);
    const { status, body } = await ask("owner", "POST", `/assets/${id}/unpublish`, { acknowledge: true });
    expect([status, body.code]).toEqual([409, "kept-by-configuration"]);
    expect(body.detail).toContain("stage dev, orders");
  });

  it("are seen by members, and changed by owners and contributors of the very project", async () => {
    const id = await sides.ruled.asset({ typeIdentifier: GLUE_TABLE, formsInput: [tableForm()] });
    expect((await ask("viewer", "GET", `/assets/${id}/inventory`)).status).toBe(200);
    expect((await ask("viewer", "POST", `/assets/${id}/publish`, { revision: "1" })).status).toBe(403);
    expect((await ask("viewer", "GET", `/assets/${id}/filters`)).status).toBe(403);
    expect((await ask("asker", "GET", `/assets/${id}/inventory`)).status).toBe(404);
    expect((await ask("asker", "POST", `/assets/${id}/publish`, { revision: "1" })).status).toBe(404);
    const { body } = await ask("owner", "GET", `/assets/${id}/inventory`);
    expect([body.publication, body.revision]).toEqual(["not-published", "1"]);
  });
});
