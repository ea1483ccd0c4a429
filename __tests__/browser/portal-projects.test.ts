import { FakeApi } from "../../portal/dev/fake-api";
import { describePortal, LOOK_TIME, type ScreenCase } from "./portal-in-browser";

const SCREENS: readonly ScreenCase[] = [
  ["finance-lead", "#/projects", "My projects"],
  ["finance-lead", "#/projects?text=all", "My projects"],
  ["finance-lead", "#/projects/prj-live-0", "quarterly-forecast"],
  ["finance-lead", "#/projects/prj-live-1", /^customers-of/],
  ["finance-lead", "#/ask-project", "Ask for a project"],
  ["finance-lead", "#/ask-project/finance", "Ask for a project"],
  ["finance-lead", "#/ask-project/finance?text=analytics", "Ask for a project"],
  ["finance-lead", "#/project-requests", "My requests"],
  ["finance-lead", "#/project-requests/pown-0", "own-quarterly-forecast"],
  ["finance-lead", "#/project-requests/pown-1", /^customers-of/],
  ["finance-lead", "#/project-members/prj-live-1", /^Members of customers-of/],
  ["finance-lead", "#/project-end/prj-live-1", /^End customers-of/],
  ["finance-lead", "#/project-access?text=prj-finance", "Access of Finance reporting"],
  ["finance-lead", "#/project-ends", "Ends soon"],
  ["marketing-engineer", "#/projects/prj-marketing", "Marketing campaigns"],
  ["marketing-engineer", "#/ask-project", "Ask for a project"],
  ["data-steward", "#/project-decisions", "Decide"],
  ["data-steward", "#/project-decisions/pwait-0", "new-quarterly-forecast"],
];

describePortal("projects in the portal in Chromium", (portal) => {
  test("say names of units, kinds and people, with the whole name of a role below", async () => {
    await portal.signIn("finance-lead", { hash: "#/projects/prj-live-0" });
    await portal.at("#/projects/prj-live-0", "quarterly-forecast");
    const main = await portal.page.locator("main").innerText();
    expect(main).toMatch(/Unit\s+Finance\n/);
    expect(main).toMatch(/Kind of project\s+Analytics\n/);
    const role = portal.page.locator("li", { hasText: "smus-application (a program)" });
    expect(await role.locator(".whole-name").innerText()).toBe("arn:aws:iam::111111111111:role/smus-application");
    expect(main.replaceAll("arn:aws:iam::111111111111:role/smus-application", "")).not.toContain("arn:");
  });

  test.each([...new Set(SCREENS.map(([persona]) => persona))])(
    "every screen of the %s is for everybody, in both colours and widths: axe finds nothing, nothing is cut off",
    (persona) => portal.look(SCREENS, persona),
    LOOK_TIME,
  );

  describe("lists", () => {
    test("without anything say what to do next", async () => {
      portal.server.api = new FakeApi(0);
      await portal.signIn("data-steward");
      for (const [hash, title] of [
        ["#/projects", "My projects"],
        ["#/projects?text=all", "My projects"],
        ["#/ask-project", "Ask for a project"],
        ["#/project-requests", "My requests"],
        ["#/project-decisions", "Decide"],
        ["#/project-ends", "Ends soon"],
      ]) {
        await portal.go(hash, title);
        const isAll = hash.endsWith("all");
        expect({ hash, empty: await portal.page.locator(".panel.empty").count() }).toEqual({
          hash,
          empty: isAll ? 0 : 1,
        });
        expect(await portal.findings()).toEqual([]);
      }
    });

    test("of 300 grow by a button, and say how many of the other kind there are", async () => {
      portal.server.api = new FakeApi(300);
      for (const [persona, hash, title, other] of [
        ["finance-lead", "#/projects", "My projects", undefined],
        ["finance-lead", "#/project-requests", "My requests", "Data (0)"],
        ["data-steward", "#/project-decisions", "Decide", "Data (25+)"],
        ["finance-lead", "#/project-ends?text=365", "Ends soon", "Data (25+)"],
      ] as const) {
        await portal.signIn(persona, { width: 390, hash });
        await portal.at(hash, title);
        const cards = portal.page.locator(".cards > li");
        expect(await cards.count()).toBe(25);
        await portal.page.getByRole("button", { name: "Show more" }).click();
        await cards.nth(25).waitFor();
        expect(await portal.focused()).toBe(await cards.nth(25).locator("a").textContent());
        expect(await portal.over()).toBe(0);
        if (other !== undefined) await portal.page.getByRole("link", { name: other, exact: true }).waitFor();
        await portal.page.context().close();
      }
    });

    test("of 300 accounts, of 100 members and of 300 uses are not wider than a phone", async () => {
      portal.server.api = new FakeApi(300);
      await portal.signIn("finance-lead", { width: 390 });
      for (const [hash, title] of [
        ["#/projects/prj-live-1", /^customers-of/],
        ["#/project-members/prj-live-1", /^Members of/],
        ["#/project-end/prj-live-1", /^End/],
        ["#/ask-project/finance?text=analytics", "Ask for a project"],
      ] as const) {
        await portal.go(hash, title);
        for (const folded of await portal.page.locator("#screen summary").all()) await folded.click();
        expect({ hash, over: await portal.over() }).toEqual({ hash, over: 0 });
      }
    });

    test("lead to the other kind, where nothing of this one waits", async () => {
      await portal.signIn("data-steward", { hash: "#/decide" });
      portal.server.api.records.clear();
      await portal.go("#/ends", "Ends soon");
      await portal.go("#/decide", "Decide");
      await portal.page.getByRole("link", { name: "Look at 4 requests for projects" }).click();
      await portal.at("#/project-decisions", "Decide");
      expect(await portal.page.locator(".cards > li").count()).toBe(4);
    });

    test("are not spoken of where projects are not offered", async () => {
      portal.expected = /404/;
      const type = "application/problem+json";
      const body = {
        code: "projects-not-offered",
        status: 404,
        title: "Projects cannot be asked for here",
        detail: "x",
      };
      portal.server.fault = (_method, at) => (at.startsWith("/v1/projects") ? { status: 404, body, type } : undefined);
      await portal.signIn("data-steward", { hash: "#/decide" });
      await portal.at("#/decide", "Decide");
      expect(await portal.page.locator("nav.spans").count()).toBe(0);
      await portal.go("#/projects", "My projects");
      await portal.page.getByRole("alert").getByText("Projects cannot be asked for here").waitFor();
    });
  });

  describe("asking for a project", () => {
    test("is done with the keyboard alone: unit, kind, name, members; and its request is shown", async () => {
      await portal.signIn("finance-lead", { hash: "#/projects" });
      await portal.at("#/projects", "My projects");
      const { page } = portal;
      await portal.tabTo("main a.button.main");
      await page.keyboard.press("Enter");
      await portal.at("#/ask-project", "Ask for a project");
      await portal.tabTo('a[href="#/ask-project/finance"]');
      await page.keyboard.press("Enter");
      await portal.at("#/ask-project/finance", "Ask for a project");
      await portal.tabTo('a[href="#/ask-project/finance?text=analytics"]');
      await page.keyboard.press("Enter");
      await portal.at("#/ask-project/finance?text=analytics", "Ask for a project");
      await portal.tabTo("input[name=name]");
      await page.keyboard.type("Plan 2027");
      await page.locator(".preview-line.bad", { hasText: "does not fit" }).waitFor();
      await page.keyboard.press("Control+A");
      await page.keyboard.type("plan-2027");
      await page.locator(".preview-line.good", { hasText: "“plan-2027” fits the rule, and is free." }).waitFor();
      await page.locator(".preview-line.good", { hasText: "Now it would be account 100000000001." }).waitFor();
      await portal.tabTo("textarea[name=purpose]");
      await page.keyboard.type("The plan of the year");
      await portal.tabTo('[name="member.1.key"]');
      await page.keyboard.type("marco.bianchi");
      await portal.tabTo("input[name=days]");
      await page.keyboard.press("Control+A");
      await page.keyboard.type("90");
      await portal.tabTo("button[type=submit]");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      expect(await portal.focused()).toBe("Your request is sent");
      const made = [...portal.server.api.projects.requests.values()].find(({ requestId }) =>
        requestId.startsWith("preq-"),
      );
      expect(made).toMatchObject({
        requester: "profile-frida",
        phase: "held",
        wish: {
          name: "plan-2027",
          unit: "finance",
          profile: "analytics",
          purpose: "The plan of the year",
          members: [
            { user: "profile-frida", designation: "PROJECT_OWNER" },
            { user: "marco.bianchi", designation: "PROJECT_CONTRIBUTOR" },
          ],
          account: "choose",
          parameters: {},
          lifetimeDays: 90,
        },
      });
      await portal.tabTo("main a.button.main");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "plan-2027" }).waitFor();
    });

    test("says at once what is missing, and what the checks of the API find, at the fields", async () => {
      const hash = "#/ask-project/finance?text=analytics";
      await portal.signIn("finance-lead", { hash });
      await portal.at(hash, "Ask for a project");
      const { page } = portal;
      await page.getByLabel("Part of You").selectOption("not a member");
      await page.getByRole("button", { name: "Ask for this project" }).click();
      await page.locator(".summary li").first().waitFor();
      expect(await page.locator(".summary li").count()).toBe(3);
      expect(await portal.findings()).toEqual([]);
      await page.getByLabel("Name", { exact: true }).fill("quarterly-forecast");
      await page.getByLabel("What is it for?").fill("Plans");
      await page.getByLabel("Part of You").selectOption("owner");
      await page.getByLabel("Member 2, name").fill("nobody.known");
      await page.getByRole("button", { name: "Ask for this project" }).click();
      await page.locator(".summary li", { hasText: "does not know user nobody.known" }).waitFor();
      await page.locator('[data-field="name"] .field-fault', { hasText: "choose another" }).waitFor();
      expect(await page.locator("[name=name]").getAttribute("aria-invalid")).toBe("true");
    });

    test("in one of 300 accounts, with a setting, keeps everything over a reload", async () => {
      portal.server.api = new FakeApi(300);
      const hash = "#/ask-project/finance?text=analytics";
      await portal.signIn("finance-lead", { hash, width: 390 });
      await portal.at(hash, "Ask for a project");
      const { page } = portal;
      await page.getByLabel("Name", { exact: true }).fill("plan-2027");
      await page.getByLabel("What is it for?").fill("Plans");
      await page.getByLabel("A certain account").check();
      await page.getByLabel("Account", { exact: true }).selectOption("100000000299");
      await page.getByLabel("Region").selectOption("eu-west-1");
      await page.getByText("Settings for people who know them").click();
      await page.getByLabel("Tooling: idleTimeoutInMinutes").fill("30");
      await page.reload();
      await portal.at(hash, "Ask for a project");
      expect(await portal.over()).toBe(0);
      await page.getByRole("button", { name: "Ask for this project" }).click();
      await page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      const made = [...portal.server.api.projects.requests.values()].find(({ requestId }) =>
        requestId.startsWith("preq-"),
      );
      expect(made?.wish).toMatchObject({
        account: "100000000299",
        region: "eu-west-1",
        parameters: { Tooling: { idleTimeoutInMinutes: "30" } },
      });
    });

    test("is not offered to whom it is not for", async () => {
      await portal.signIn("marketing-engineer", { hash: "#/ask-project" });
      await portal.at("#/ask-project", "Ask for a project");
      await portal.page.getByText("Leads of units ask for projects, and you are none.").waitFor();
    });
  });

  describe("deciding on a project", () => {
    test("approves with a reason, and rejects only with one", async () => {
      await portal.signIn("data-steward", { hash: "#/project-decisions/pwait-0" });
      const { page } = portal;
      await page.getByRole("button", { name: "Approve" }).click();
      await page.locator(".field-fault", { hasText: "Write a reason" }).waitFor();
      await page.getByLabel("Why is it right?").fill("Fits the plan");
      await page.getByRole("button", { name: "Approve" }).click();
      await page.getByRole("heading", { level: 2, name: "Approved" }).waitFor();
      expect(portal.server.api.projects.requests.get("pwait-0")?.verdict).toMatchObject({
        outcome: "approve",
        decider: { person: "profile-stella" },
        reason: "Fits the plan",
      });
      await portal.go("#/project-decisions/pwait-1", /^customers-of/);
      await page.getByText("Reject it", { exact: true }).click();
      await page.getByLabel("Reason", { exact: true }).fill("There is one");
      await page.getByRole("button", { name: "Reject this request" }).click();
      await page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
    });

    test("tells whom somebody else was faster", async () => {
      await portal.signIn("data-steward", { hash: "#/project-decisions/pwait-0" });
      const { page } = portal;
      await page.getByLabel("Why is it right?").fill("Fits the plan");
      const record = portal.server.api.projects.requests.get("pwait-0")!;
      const decider = { kind: "person", person: "profile-noor" } as const;
      const verdict = { outcome: "reject", decider, reason: "No", at: record.askedAt } as const;
      portal.server.api.projects.add({ ...record, phase: "rejected", verdict });
      portal.expected = /409/;
      await page.getByRole("button", { name: "Approve" }).click();
      await page.getByRole("alert").getByText("Decided by Noor Haddad.").waitFor();
      await page.getByRole("button", { name: "Show it as it is now" }).click();
      await page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
    });

    test("of one's own is not offered", async () => {
      await portal.signIn("finance-lead", { hash: "#/project-requests/pown-2" });
      await portal.page.locator(".note", { hasText: "Nobody decides on a request of their own." }).waitFor();
      expect(await portal.page.getByRole("button", { name: "Approve" }).count()).toBe(0);
    });
  });

  describe("a project", () => {
    test("has its members changed as a set, shown before it is sent", async () => {
      const hash = "#/project-members/prj-live-0";
      await portal.signIn("finance-lead", { hash });
      await portal.at(hash, "Members of quarterly-forecast");
      const { page } = portal;
      const membersNow = () => portal.server.api.projects.projects.get("prj-live-0")!.members;
      const before = membersNow();
      await page.getByLabel("Part of Stella Okafor").selectOption("not a member");
      await page.getByLabel("Part of Marco Bianchi").selectOption("owner");
      await page.getByLabel("Member 4, person or group").selectOption("Group");
      await page.getByLabel("Member 4, name").fill("marketing-engineers");
      await page.getByRole("button", { name: "See what changes" }).click();
      await page.getByRole("heading", { level: 2, name: "This changes" }).waitFor();
      expect(await portal.focused()).toBe("This changes");
      expect(await page.locator(".preview .lines li").allTextContents()).toEqual([
        "group marketing-engineers becomes contributor, and was no member.",
        "Marco Bianchi becomes owner, and was contributor.",
        "Stella Okafor, who is catalogue steward, is a member no longer.",
      ]);
      expect(await portal.findings()).toEqual([]);
      expect(membersNow()).toBe(before);
      // What was shown is not what is typed any more.
      await page.getByLabel("Part of Marco Bianchi").selectOption("contributor");
      await page.locator(".preview").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "See what changes" }).click();
      await page.getByRole("button", { name: "Change the members" }).click();
      await portal.at("#/projects/prj-live-0", "quarterly-forecast");
      await page.getByRole("heading", { level: 2, name: "What goes on" }).waitFor();
      expect(membersNow().map(({ id }) => id)).toEqual([
        "profile-frida",
        "profile-marco",
        "group-marketing-engineers",
        "profile-application",
      ]);
    });

    test("never loses its last owner", async () => {
      const hash = "#/project-members/prj-live-0";
      await portal.signIn("finance-lead", { hash });
      await portal.at(hash, "Members of quarterly-forecast");
      await portal.page.getByLabel("Part of Frida Lindgren").selectOption("contributor");
      await portal.page.getByRole("button", { name: "See what changes" }).click();
      await portal.page.locator(".field-fault", { hasText: "Name at least one owner" }).waitFor();
    });

    test("is extended, and handed on", async () => {
      await portal.signIn("finance-lead", { hash: "#/projects/prj-live-0" });
      const { page } = portal;
      await page.getByText("Let it live on longer").click();
      await page.getByLabel("Days from today").fill("2");
      portal.expected = /409|403/;
      await page.getByRole("button", { name: "Extend" }).click();
      await page.getByRole("alert").getByText("name more days").waitFor();
      await page.getByLabel("Days from today").fill("100");
      await page.getByRole("button", { name: "Extend" }).click();
      await page.getByText("(in 100 days)").waitFor();
      await page.getByText("Hand it on to somebody else").click();
      await page.getByLabel("New owner, name").fill("noor.haddad");
      await page.getByRole("button", { name: "Hand it on" }).click();
      await page.locator(".pairs li", { hasText: "Noor Haddadowner" }).waitFor();
      await page.locator(".pairs li", { hasText: "Frida Lindgrencontributor" }).waitFor();
    });

    test("is ended only after what others lose is named and known", async () => {
      await portal.signIn("finance-lead", { hash: "#/project-end/prj-live-0" });
      const { page } = portal;
      await page.getByText("2 uses of its data by other projects would end.").waitFor();
      await page.getByLabel("Reason").fill("It is over");
      await page.getByRole("button", { name: "End this project" }).click();
      await page.locator(".field-fault", { hasText: "Say that others may lose this data" }).waitFor();
      await page.getByLabel("I know it, and they lose this data").check();
      await page.getByRole("button", { name: "End this project" }).click();
      await portal.at("#/projects/prj-live-0", "quarterly-forecast");
      await page.locator(".chip", { hasText: "Being taken away" }).waitFor();
      expect(portal.server.api.projects.requests.get("plive-0")?.retirement).toMatchObject({
        person: "profile-frida",
        reason: "It is over",
        acknowledged: true,
      });
    });

    test("of the platform team says who changes it", async () => {
      await portal.signIn("finance-lead", { hash: "#/projects/prj-finance" });
      await portal.page.getByText("This project is kept by the platform team").waitFor();
      expect(await portal.page.getByRole("link", { name: "Change its members" }).count()).toBe(0);
    });

    test("shows what it costs, from the newest report", async () => {
      await portal.signIn("auditor", { hash: "#/projects/prj-finance" });
      await portal.page.getByRole("heading", { level: 2, name: "Costs" }).waitFor();
      const costs = await portal.page.locator("[aria-labelledby=cost-title] li").allTextContents();
      expect(costs).toHaveLength(3);
      expect(costs[2]).toBe("September 20261,204.50 USD, 120 % of a budget of 1,000.00 USD");
    });
  });
});
