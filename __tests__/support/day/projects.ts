import type { Day, Step } from "./day";
import { MARKETING } from "./example";
import { PEOPLE } from "./people";
import { PERILS } from "./perils";

const PURPOSE = "Campaigns of the spring";
const REASON = "The campaign is over.";

/** Wish of a lead: a project in the lead's business unit, with members of two teams. */
const wishOf = (name: string) => ({
  ...{ name, unit: "marketing-campaigns", profile: "dev/marketing-analytics", purpose: PURPOSE, account: "choose" },
  members: [
    { group: "marketing-leads", designation: "PROJECT_OWNER" },
    { group: "marketing-engineers", designation: "PROJECT_CONTRIBUTOR" },
  ],
});

const pathOf = (day: Day): string => `/projects/requests/${day.asked.requestId}`;

/** Waits until a request for a project is in a phase. */
async function reach(day: Day, phase: string): Promise<void> {
  const { portal } = day.place;
  await day.until(async () => expect((await portal.read(PEOPLE.lead, pathOf(day))).body.phase).toBe(phase));
}

/** The steps with which a day begins: a lead asks for a project, and gets it. */
export const BEGINNING: readonly Step[] = [
  {
    title: "a lead asks for a project, and nobody decides alone on what they ask for",
    perils: PERILS.projectAsked,
    async run(day) {
      const { portal } = day.place;
      const wish = wishOf(day.name("spring"));
      expect((await portal.act(PEOPLE.engineer, "/projects/requests", wish)).status).toBe(403);
      const asked = await portal.act(PEOPLE.lead, "/projects/requests", wish);
      expect(asked).toMatchObject({ status: 202, body: { id: expect.any(String) as string } });
      day.asked.requestId = asked.body.id as string;
      await reach(day, "held");
      const approval = { outcome: "approve", reason: "Campaigns need it." };
      const own = await portal.act(PEOPLE.lead, `${pathOf(day)}/decision`, approval);
      expect(own).toMatchObject({ status: 403, body: { code: "own-request" } });
    },
  },
  {
    title: "a steward approves it, and it exists in the business unit's dev account with its members",
    perils: PERILS.projectMade,
    async run(day) {
      const { portal, consumer } = day.place;
      const approval = { outcome: "approve", reason: "Campaigns need it." };
      expect((await portal.act(PEOPLE.steward, `${pathOf(day)}/decision`, approval)).status).toBe(200);
      await reach(day, "active");
      const { body: request } = await portal.read(PEOPLE.lead, pathOf(day));
      const { profileId } = (await portal.read(PEOPLE.steward, "/me")).body;
      expect(request).toMatchObject({
        ...{ purpose: PURPOSE, account: { id: MARKETING }, failures: [] },
        decision: { outcome: "approve", by: "person", person: profileId },
      });
      day.asked.projectId = request.projectId as string;
      const { body: project } = await portal.read(PEOPLE.engineer, `/projects/${day.asked.projectId}`);
      expect(project).toMatchObject({ origin: "asked-for", status: "ready", designation: "PROJECT_CONTRIBUTOR" });
      const { environments, members } = project as unknown as Shown;
      expect(new Set(environments.map(({ account }) => account))).toEqual(new Set([MARKETING]));
      const people = members.filter(({ platform }) => !platform).map(({ designation }) => designation);
      expect(people.sort()).toEqual(["PROJECT_CONTRIBUTOR", "PROJECT_OWNER"]);
      // It was made once, whatever was lost.
      expect(await consumer.projectsNamed(day.name("spring"))).toEqual([day.asked.projectId]);
    },
  },
];

interface Shown {
  readonly environments: readonly { readonly account: string }[];
  readonly members: readonly { readonly designation: string; readonly platform: boolean }[];
}

/** The steps with which a day ends: the project goes. */
export const RETIRING: readonly Step[] = [
  {
    title: "the project is retired, and nothing is left",
    perils: PERILS.projectRetired,
    async run(day) {
      const { portal, memory, consumer, mailbox } = day.place;
      const { projectId = "", requestId = "" } = day.asked;
      const wish = { reason: REASON };
      expect((await portal.act(PEOPLE.engineer, `/projects/${projectId}/retirement`, wish)).status).toBe(403);
      const retired = await portal.act(PEOPLE.lead, `/projects/${projectId}/retirement`, wish);
      expect(retired).toMatchObject({ status: 200, body: { retires: true } });
      await reach(day, "retired");
      expect(await consumer.projectsNamed(day.name("spring"))).toEqual([]);
      const { retirement } = (await portal.read(PEOPLE.lead, pathOf(day))).body as { retirement: { reason: string } };
      expect(retirement.reason).toBe(REASON);
      const evidence = await memory.evidence(requestId, "projects");
      expect(evidence.map(({ name }) => name)).toEqual(["active", "decision", "ended"]);
      // The name, the room in the account and the role that asks are free again.
      expect(await memory.claimsOf(requestId)).toEqual([]);
      expect(await mailbox.deadLetters()).toBe(0);
    },
  },
];
