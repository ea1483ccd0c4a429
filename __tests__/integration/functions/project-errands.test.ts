import {
  CreateGroupProfileCommand,
  CreateProjectCommand,
  CreateProjectMembershipCommand,
  GetUserProfileCommand,
} from "@aws-sdk/client-datazone";
import { z } from "zod";
import type { OfficeCaller, OfficeErrand } from "../../../contracts/application/project-office";
import { OFFICE_ANSWERS, officeRefusal } from "../../../contracts/application/projects/answers";
import { answerOffice } from "../../../functions/application-projects/office";
import type { ListEntry, ListSource } from "../../../functions/application-store/item-lists";
import type { Workplace } from "../../../functions/application-projects/work";
import { GOVERNANCE } from "./landscape";
import { MEMBER, ProjectLandscape, wishOf } from "./project-application";
import { Application } from "./project-office";

let site: ProjectLandscape;
let application: Application;
const rung: string[] = [];
const reported: unknown[] = [];
let isBellBroken = false;

beforeAll(async () => {
  site = await ProjectLandscape.begin();
  application = new Application(site);
});
afterAll(() => site.stop());

/** Lists of the records in memory. */
const lists = {
  records: (ids: readonly string[]) => Promise.resolve(ids.flatMap((id) => application.records.get(id) ?? [])),
  entries: (source: ListSource): Promise<ListEntry[]> =>
    Promise.resolve(
      [...application.records.values()]
        .map(({ requestId, askedAt, phase, requester, projectId = "", wish }) => ({
          ...{ requestId, place: `${askedAt}#${requestId}`, phase, requester },
          ...{ consumerProjectId: projectId, producerProjectId: "", unit: wish.unit },
        }))
        .filter((entry) => source.by !== "consumer" || entry.consumerProjectId === source.value),
    ),
};

const caller = (profileId: string | undefined, changes: Partial<OfficeCaller> = {}): OfficeCaller => ({
  ...{ id: "sub", kind: "person", profileId, groupProfiles: [], leads: [], stewards: [] },
  ...{ governanceTeam: false, auditor: false },
  ...changes,
});
const LEAD = caller("lead", { leads: ["finance"] });

type Sent = Readonly<Record<string, unknown>> & { readonly ask: OfficeErrand["ask"] };

async function ask(who: OfficeCaller, errand: Sent) {
  const { store, ...ports } = application.ports;
  const workplace = {
    ...{ domain: site.domain, settings: application.settings },
    ports: { ...ports, store: { ...store, lists } },
    bell: {
      ring: (id: string) =>
        isBellBroken ? Promise.reject(new Error("no queue")) : Promise.resolve(void rung.push(id)),
    },
  } as unknown as Workplace;
  const office: unknown = JSON.parse(JSON.stringify({ caller: who, errand }));
  const answer: unknown = await answerOffice(office, workplace, (failure) => reported.push(failure));
  // Absent members have to be absent, as they are after the way over the wire.
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  return z.union([officeRefusal, OFFICE_ANSWERS[errand.ask]]).parse(answer) as unknown as Record<string, never>;
}

const profileOf = async (name: string): Promise<string> => {
  const userIdentifier = `arn:aws:iam::${GOVERNANCE}:role/${name}`;
  return (await site.admin.send(new GetUserProfileCommand({ ...site.on, userIdentifier }))).id ?? "";
};

describe("the office of projects in a domain", () => {
  it("says what may be asked for, and what is wrong with a wish", async () => {
    expect(await ask(LEAD, { ask: "choices" })).toMatchObject({
      units: [{ key: "finance", profiles: ["analytics"] }],
      profiles: [
        {
          key: "analytics",
          accounts: [{ id: MEMBER }],
          configurations: expect.arrayContaining([expect.objectContaining({ name: "Tooling" })]) as unknown,
        },
      ],
      naming: { inWords: "fin- and small letters" },
    });
    expect(await ask(caller("x"), { ask: "choices" })).toMatchObject({ units: [], profiles: [] });
    const checked = { problems: [], name: "fin-reports", account: { id: MEMBER } };
    expect(await ask(LEAD, { ask: "check", wish: wishOf() })).toMatchObject(checked);
    const wish = wishOf({
      name: "no/name?",
      members: [{ user: "nobody of that name", designation: "PROJECT_OWNER" }],
    });
    const { problems } = await ask(LEAD, { ask: "check", wish });
    expect((problems as { at: string }[]).map(({ at }) => at)).toEqual(expect.arrayContaining(["name", "members"]));
  });

  it("makes a project that its owner sees, changes, extends and retires", async () => {
    const [anna, bob] = await Promise.all(["anna", "bob"].map(profileOf));
    const wish = wishOf({ lifetimeDays: 30 });
    const asked = await ask(LEAD, { ask: "request", wish, key: "key-1" });
    expect(asked).toMatchObject({
      phase: "checking",
      yourParts: ["requester", "unit-lead"],
      members: [{ id: anna }, {}],
    });
    expect(await ask(LEAD, { ask: "request", wish, key: "key-1" })).toMatchObject({ id: asked.id });
    expect([application.records.size, rung]).toEqual([1, [asked.id, asked.id]]);
    const { projectId: id = "" } = await application.until(asked.id, "active");

    const owner = caller(anna);
    const shown = await ask(owner, { ask: "one-project", id });
    expect(shown).toMatchObject({
      ...{ name: "fin-reports", origin: "asked-for", status: "ready", unit: "finance", profile: "analytics" },
      ...{ description: "Reports of the quarter", account: MEMBER, designation: "PROJECT_OWNER" },
      yourParts: ["project-owner", "project-member"],
      environments: expect.arrayContaining([expect.objectContaining({ account: MEMBER })]) as unknown,
      possible: { members: { allowed: true }, retirement: { allowed: true } },
    });
    const words = expect.arrayContaining([
      {
        ...{ id: anna, type: "user", kind: "people", designation: "PROJECT_OWNER", platform: false },
        name: expect.stringMatching(/role\/anna$/) as string,
      },
      expect.objectContaining({ kind: "program", platform: true }),
    ]) as unknown;
    expect(shown.members).toEqual(words);
    expect(await ask(owner, { ask: "projects", limit: 5 })).toMatchObject({
      items: [{ id, designation: "PROJECT_OWNER" }],
    });
    expect(await ask(caller(bob), { ask: "one-project", id })).toMatchObject({ refused: "not-found" });

    const handedOn = await ask(owner, { ask: "transfer", id, owner: { user: "bob" } });
    expect(handedOn.changes).toMatchObject([{ change: "add", member: { id: bob } }, {}, {}]);
    await application.until(asked.id, "active");
    expect(await ask(owner, { ask: "extend", id, days: 90 })).toMatchObject({ refused: "not-yours" });
    expect(await ask(caller(bob), { ask: "extend", id, days: 90 })).toMatchObject({ phase: "active" });
    const none = await ask(caller(bob), { ask: "members", id, members: [] });
    expect(none).toMatchObject({ refused: "problems", problems: [{ code: "no-human-owner", at: "members" }] });

    const named = await ask(caller(bob), { ask: "retire", id, reason: "over", dryRun: true });
    expect(named).toMatchObject({ retires: false, uses: { heldByOthers: [], environments: [{}, {}] } });
    isBellBroken = true;
    expect(await ask(caller(bob), { ask: "retire", id, reason: "over" })).toMatchObject({ retires: true });
    isBellBroken = false;
    expect(reported).toMatchObject([{ subject: `bell of request ${String(asked.id)}` }]);
    await application.until(asked.id, "retired");
    expect(await ask(caller(bob), { ask: "one-project", id })).toMatchObject({ refused: "not-found" });
    expect(await ask(LEAD, { ask: "one-request", id: asked.id })).toMatchObject({
      ...{ phase: "retired", retirement: { person: bob } },
      evidence: expect.arrayContaining([expect.stringMatching(/ended\.json$/)]) as unknown,
    });
  });

  it("shows standing projects to their members and their unit's leads, and changes none", async () => {
    const admin = site.admin;
    const { id = "" } = await admin.send(new CreateProjectCommand({ ...site.on, name: "standing" }));
    const rolePrincipalArn = `arn:aws:iam::${GOVERNANCE}:role/analysts`;
    const made = new CreateGroupProfileCommand({ ...site.on, rolePrincipalArn });
    const { id: groupIdentifier = "" } = await admin.send(made);
    const member = { groupIdentifier };
    await site.letIn({ group: member });
    await admin.send(
      new CreateProjectMembershipCommand({
        ...{ ...site.on, projectIdentifier: id, member },
        designation: "PROJECT_CONTRIBUTOR",
      }),
    );
    const analyst = caller("x", { groupProfiles: [groupIdentifier] });
    const items = [{ id, origin: "standing", status: "ready" }];
    expect(await ask(analyst, { ask: "projects", limit: 5 })).toMatchObject({ items });
    expect(await ask(LEAD, { ask: "one-project", id })).toMatchObject({ origin: "standing", unit: "finance" });
    expect(await ask(LEAD, { ask: "retire", id, reason: "over" })).toMatchObject({ refused: "standing-project" });
    expect(await ask(caller("y"), { ask: "projects", limit: 5 })).toEqual({ items: [] });
  });

  it("ends a list at a place that the service does not know, and takes no other thing for a project", async () => {
    const governance = caller("gwen", { governanceTeam: true });
    expect(await ask(governance, { ask: "projects", limit: 5, behind: "nowhere" })).toEqual({ items: [] });
    expect(await ask(governance, { ask: "one-project", id: "../x" })).toMatchObject({ refused: "not-found" });
  });
});
