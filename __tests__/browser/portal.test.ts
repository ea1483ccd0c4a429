import { FakeApi } from "../../portal/dev/fake-api";
import { startIssuer } from "../../sandbox/issuer";
import { describePortal, LOOK_TIME } from "./portal-in-browser";

describePortal("the portal in Chromium", (portal) => {
  const problem = (status: number, code: string, detail: string, members = {}) => ({
    status,
    body: {
      type: `urn:problem:${code}`,
      title: `Title of ${code}`,
      status,
      code,
      detail,
      correlationId: "c-1",
      ...members,
    },
  });

  describe("signing in", () => {
    test("leads over the issuer back to the place that was asked for, by code and PKCE", async () => {
      await portal.open({ hash: "#/ends?text=90" });
      expect(await portal.heading()).toBe("Sign in");
      const asked = portal.page.waitForRequest((request) => request.url().startsWith(`${portal.issuer.issuer}/auth`));
      await portal.choose("data-steward");
      const parameters = new URL((await asked).url()).searchParams;
      expect(parameters.get("response_type")).toBe("code");
      expect(parameters.get("code_challenge_method")).toBe("S256");
      await portal.page.getByRole("heading", { level: 1, name: "Ends soon" }).waitFor();
      expect(portal.page.url()).toBe(`${portal.server.url}/#/ends?text=90`);
      expect(await portal.page.locator("#person-name").textContent()).toBe("Stella Okafor");
      // Tokens are in this tab alone.
      expect(await portal.page.evaluate<string[]>("Object.keys(localStorage)")).toEqual([]);
      expect(await portal.page.evaluate<string>("document.cookie")).toBe("");
    });

    test("lasts over a reload, and ends with signing out", async () => {
      await portal.signIn("auditor");
      await portal.page.reload();
      await portal.page.getByRole("heading", { level: 1, name: "My requests" }).waitFor();
      await portal.page.getByRole("button", { name: "Sign out" }).click();
      await portal.page.getByRole("button", { name: "Sign out" }).click();
      await portal.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      expect(
        await portal.page.evaluate<string[]>(
          "Object.keys(sessionStorage).filter((key) => key.startsWith('oidc.user'))",
        ),
      ).toEqual([]);
    });

    test("that the issuer refuses is told in its words", async () => {
      await portal.open();
      await portal.page.getByRole("button", { name: "Sign in" }).click();
      await portal.page.locator("button[value=auditor]").waitFor();
      await portal.page.goto(`${portal.server.url}/?error=access_denied&error_description=Not+for+you&state=none`);
      await portal.page.getByRole("alert").getByText("Signing in did not work").waitFor();
      expect(portal.page.url()).toBe(`${portal.server.url}/`);
    });

    test("shows who is not known what to do", async () => {
      const me = {
        id: "x",
        kind: "person",
        isKnown: false,
        leads: [],
        stewards: [],
        governanceTeam: false,
        auditor: false,
      };
      portal.server.fault = (_method, at) =>
        at === "/v1/me" ? { status: 200, body: me, type: "application/json" } : undefined;
      await portal.signIn("auditor");
      expect(await portal.heading()).toBe("You are signed in, and not known here");
      expect(await portal.page.locator("#navigation").isVisible()).toBe(false);
      expect(await portal.findings()).toEqual([]);
    });
  });

  test("the page's policy holds: it asks nobody but its own origin and the issuer, and runs no script that is put into it", async () => {
    await portal.signIn("auditor");
    portal.expected = /Content Security Policy|TrustedHTML/;
    const refused = (attempt: string) =>
      portal.page.evaluate<string>(
        `new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
          ${attempt}
        })`,
      );
    expect(await refused(`fetch("https://elsewhere.example.com").catch(() => undefined);`)).toBe("connect-src");
    expect(await refused(`document.body.setAttribute("style", "color: red");`)).toBe("style-src-attr");
    expect(await refused(`try { document.body.innerHTML = "<p>x</p>"; } catch {}`)).toBe("require-trusted-types-for");
    expect(
      await refused(`const frame = document.createElement("iframe"); frame.src = "/"; document.body.append(frame);`),
    ).toBe("frame-src");
  });

  const SCREENS = [
    ["marketing-engineer", "#/requests", "My requests"],
    ["marketing-engineer", "#/data", "Ask for data"],
    ["marketing-engineer", "#/data/lst-0", "Customers"],
    ["marketing-engineer", "#/data/lst-1", /^Customers_of/],
    ["marketing-engineer", "#/requests/own-0", "Customers"],
    ["marketing-engineer", "#/requests/own-1", /^Customers_of/],
    ["data-steward", "#/decide", "Decide"],
    ["data-steward", "#/decide/wait-0", "Customers"],
    ["data-steward", "#/decide/wait-1", /^Customers_of/],
    ["data-steward", "#/decide/wait-2", "Invoices"],
    ["data-steward", "#/ends", "Ends soon"],
    ["data-steward", "#/ends/end-1", /^Customers_of/],
  ] as const;
  const LISTS = SCREENS.filter(([, hash]) => hash.split("/").length === 2);

  test.each([...new Set(SCREENS.map(([persona]) => persona))])(
    "every screen of the %s is for everybody, in both colours and widths: axe finds nothing, nothing is cut off",
    (persona) => portal.look(SCREENS, persona),
    LOOK_TIME,
  );

  test("the pages before signing in are for everybody, in both colours", async () => {
    for (const scheme of ["light", "dark"] as const) {
      await portal.open({ scheme, width: 390 });
      await portal.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      expect(await portal.findings()).toEqual([]);
      await portal.page.getByRole("button", { name: "Sign in" }).click();
      await portal.page.locator("button[value=auditor]").waitFor();
      expect(await portal.findings()).toEqual([]);
      await portal.page.context().close();
    }
  });

  test("colours follow the choice and are kept", async () => {
    await portal.signIn("auditor");
    await portal.page.getByLabel("Colours").selectOption("Dark");
    const ground = () => portal.page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
    expect(await ground()).toBe("rgb(15, 19, 23)");
    await portal.page.reload();
    await portal.page.locator("#screen h1").waitFor();
    expect(await ground()).toBe("rgb(15, 19, 23)");
  });

  describe("lists", () => {
    test("without anything say what to do next", async () => {
      portal.server.api = new FakeApi(0);
      for (const persona of ["marketing-engineer", "data-steward"]) {
        await portal.signIn(persona);
        for (const [whose, hash, title] of LISTS) {
          if (whose !== persona) continue;
          await portal.go(hash, title);
          expect(await portal.page.locator(".panel.empty").count()).toBe(1);
          expect(await portal.findings()).toEqual([]);
        }
        await portal.page.context().close();
      }
    });

    test("of 300 grow by a button, and the focus goes to the first new one", async () => {
      portal.server.api = new FakeApi(300);
      for (const persona of ["marketing-engineer", "data-steward"]) {
        await portal.signIn(persona, { width: 390 });
        for (const [whose, hash, title] of LISTS) {
          if (whose !== persona) continue;
          await portal.go(hash, title);
          const cards = portal.page.locator(".cards > li");
          const first = await cards.count();
          if (hash === "#/ends") continue;
          expect(first).toBe(25);
          // Nothing that was said about the list before is left: the same words again would not be read out.
          expect(await portal.page.locator("#said").textContent()).toBe("");
          await portal.page.getByRole("button", { name: "Show more" }).click();
          await portal.page.locator(".list-foot", { hasText: "50 shown" }).waitFor();
          expect(await cards.count()).toBe(50);
          expect(await portal.focused()).toBe(await cards.nth(25).locator("a").textContent());
          expect(await portal.page.locator("#said").textContent()).toBe("25 more, 50 shown");
          expect(await portal.over()).toBe(0);
        }
        await portal.page.context().close();
      }
    });

    test("are read to their end, where 300 are that many", async () => {
      portal.server.api = new FakeApi(300);
      await portal.signIn("data-steward", { hash: "#/decide" });
      const more = portal.page.getByRole("button", { name: "Show more" });
      await more.waitFor();
      const all = [...portal.server.api.records.values()].filter(({ phase }) => phase === "held").length;
      expect(all).toBeGreaterThanOrEqual(300);
      for (let shown = 50; shown < all + 25; shown += 25) {
        await more.click();
        await portal.page.locator(".list-foot", { hasText: `${Math.min(shown, all)} shown` }).waitFor();
      }
      expect(await more.count()).toBe(0);
      expect(await portal.page.locator(".list-foot").textContent()).toBe(`${all} shown, that is all`);
      // The keyboard has not lost its place with the button.
      expect(await portal.page.evaluate<boolean>("document.activeElement.matches('.cards a')")).toBe(true);
    });

    test("of what ends soon can look further", async () => {
      portal.server.api = new FakeApi(300);
      await portal.signIn("data-steward", { hash: "#/ends" });
      await portal.page.locator(".cards > li").first().waitFor();
      const near = await portal.page.locator(".cards > li").count();
      await portal.page.getByRole("link", { name: "90 days" }).click();
      await portal.page.locator("#screen:not([aria-busy]) .spans a[aria-current]", { hasText: "90" }).waitFor();
      expect(await portal.page.locator(".cards > li").count()).toBeGreaterThan(near);
    });

    test("show what is loading, and a search what it found", async () => {
      await portal.signIn("marketing-engineer", { hash: "#/data" });
      portal.server.delay = 600;
      await portal.page.getByLabel("Words in the name").fill("final");
      await portal.page.keyboard.press("Enter");
      await portal.page.getByText("Loading …").waitFor();
      await portal.page.locator(".cards > li").first().waitFor();
      expect(await portal.page.locator(".cards h2").allTextContents()).toEqual([expect.stringContaining("v2_final")]);
      portal.server.delay = 0;
      await portal.go("#/data?text=nothing%20like%20this", "Ask for data");
      await portal.page.getByText("Nothing is found for “nothing like this”").waitFor();
    });
  });

  describe("asking", () => {
    test("is done with the keyboard alone: search, choose, ask, and see it in the list", async () => {
      await portal.signIn("marketing-engineer");
      await portal.page.keyboard.press("Tab");
      await portal.tabTo('#navigation a[data-screen="data"]');
      await portal.page.keyboard.press("Enter");
      await portal.page.getByRole("heading", { level: 1, name: "Ask for data" }).waitFor();
      await portal.tabTo("#search");
      await portal.page.keyboard.type("invoices");
      await portal.page.keyboard.press("Enter");
      await portal.page.getByText("2 shown").waitFor();
      await portal.tabTo('.cards a[href="#/data/lst-2"]');
      await portal.page.keyboard.press("Enter");
      await portal.page.getByRole("heading", { level: 1, name: "Invoices" }).waitFor();
      await portal.tabTo("select[name=project]");
      await portal.page.keyboard.press("ArrowDown");
      await portal.tabTo("input[name=purpose]");
      await portal.page.keyboard.press("Space");
      await portal.tabTo("input[name=days]");
      await portal.page.keyboard.press("Control+A");
      await portal.page.keyboard.type("60");
      await portal.tabTo("textarea[name=reason]");
      await portal.page.keyboard.type("Quarterly figures");
      await portal.tabTo("button[type=submit]");
      await portal.page.keyboard.press("Enter");
      await portal.page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      expect(await portal.focused()).toBe("Your request is sent");
      const [made] = [...portal.server.api.records.values()].filter(({ requestId }) => requestId.startsWith("req-"));
      expect(made.facts?.request).toEqual({ purpose: "analysis", durationDays: 60, columns: "all", rows: "all" });
      expect(made.asked).toMatchObject({
        requester: "profile-marco",
        consumerProjectId: "prj-marketing",
        reason: "Quarterly figures",
      });
      await portal.tabTo("main a.button.main");
      await portal.page.keyboard.press("Enter");
      await portal.page.getByText("4 shown").waitFor();
    });

    test("says everything that is missing at once, and leads to it", async () => {
      await portal.signIn("marketing-engineer", { hash: "#/data/lst-0" });
      await portal.page.getByRole("button", { name: "Ask for this data" }).click();
      const missing = await portal.page.locator(".summary li").allTextContents();
      expect(missing).toHaveLength(4);
      expect(await portal.focused()).toBe("Something is missing");
      expect(await portal.findings()).toEqual([]);
      await portal.page.getByRole("button", { name: "Choose what you need the data for." }).press("Enter");
      expect(await portal.page.evaluate<string>("document.activeElement.name")).toBe("purpose");
      expect(await portal.page.locator("[name=reason]").getAttribute("aria-invalid")).toBe("true");
    });

    test("for some of 300 columns finds them by their names", async () => {
      await portal.signIn("marketing-engineer", { hash: "#/data/lst-1" });
      await portal.page.getByLabel("Only some of them").check();
      await portal.page.getByLabel("Find a column").fill("_29");
      await portal.page.getByText("10 of 300 columns shown").waitFor();
      await portal.page.getByLabel("measure_295").check();
      await portal.page.getByLabel("Find a column").fill("");
      await portal.page.getByLabel("measure_001").check();
      await portal.page.getByLabel("Find a column").focus();
      await portal.tabTo(".past");
      await portal.page.keyboard.press("Enter");
      expect(await portal.page.evaluate<string>("document.activeElement.name")).toBe("rows");
      await portal.page.getByLabel("projects?").selectOption("Marketing campaigns");
      await portal.page.getByLabel("Reports that are published").check();
      await portal.page.getByLabel("Why do you need it?").fill("Report");
      await portal.page.getByRole("button", { name: "Ask for this data" }).click();
      await portal.page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      const [made] = [...portal.server.api.records.values()].filter(({ requestId }) => requestId.startsWith("req-"));
      expect(made.facts?.request.columns).toEqual(["measure_001", "measure_295"]);
    });
  });

  describe("deciding", () => {
    test("is done with the keyboard alone: see why it waits, change what is given, approve", async () => {
      await portal.signIn("data-steward", { hash: "#/decide" });
      await portal.page.locator(".cards a").first().waitFor();
      await portal.tabTo('.cards a[href="#/decide/wait-1"]');
      await portal.page.keyboard.press("Enter");
      await portal.page.getByRole("heading", { level: 1, name: /^Customers_of/ }).waitFor();
      await portal.page.getByText("Why a person decides: No rule decides on this request.").waitFor();
      await portal.tabTo("summary");
      await portal.page.keyboard.press("Enter");
      await portal.page.getByRole("row", { name: "Days asked for 365 does not hold" }).first().waitFor();
      await portal.tabTo("input[name=rows]");
      await portal.page.keyboard.press("ArrowDown");
      await portal.tabTo('select[name="rows.0.column"]');
      await portal.page.keyboard.type("measure_007");
      await portal.tabTo('input[name="rows.0.value"]');
      await portal.page.keyboard.type("EU");
      await portal.tabTo("input[name=days]");
      await portal.page.keyboard.press("Control+A");
      await portal.page.keyboard.type("90");
      await portal.page
        .getByText("Marketing campaigns gets rows where measure_007 is “EU” with all columns, for 90 days.")
        .waitFor();
      await portal.tabTo("button[type=submit]");
      await portal.page.keyboard.press("Enter");
      await portal.page.getByRole("heading", { level: 2, name: "Approved" }).waitFor();
      expect(await portal.page.locator("#said").textContent()).toBe("The request is approved");
      expect(portal.server.api.records.get("wait-1")?.verdict).toMatchObject({
        access: {
          rows: { columnName: "measure_007", operator: "equalTo", value: "EU" },
          columns: "all",
          expiresInDays: 90,
        },
      });
    });

    test("as the second of two shows what the first consented to, and approves the same", async () => {
      await portal.signIn("data-steward", { hash: "#/decide/wait-0" });
      const consent = portal.page.locator(".note", { hasText: "Frida Lindgren consents" });
      expect(await consent.textContent()).toContain("region is “EU”");
      expect(await portal.page.getByLabel("Only rows where region is “EU”").isChecked()).toBe(true);
      expect(await portal.page.getByLabel("Number of days").inputValue()).toBe("60");
      await portal.page.getByRole("button", { name: "Approve" }).click();
      await portal.page.getByRole("heading", { level: 2, name: "Approved" }).waitFor();
      await portal.page.getByText("Frida Lindgren and Stella Okafor").waitFor();
    });

    test("otherwise than the first asks the first again", async () => {
      await portal.signIn("data-steward", { hash: "#/decide/wait-0" });
      await portal.page.getByLabel("Number of days").fill("61");
      await portal.page.getByRole("button", { name: "Approve" }).click();
      await portal.page.getByText("Stella Okafor consents").waitFor();
      expect(portal.server.api.records.get("wait-0")).toMatchObject({
        phase: "held",
        held: { consents: [{ person: "profile-stella" }] },
      });
    });

    test("gives nothing by accident: what is not known has to be chosen", async () => {
      await portal.signIn("data-steward", { hash: "#/decide/wait-2" });
      await portal.page.getByText("Something is still to be chosen").waitFor();
      await portal.page.getByRole("button", { name: "Approve" }).click();
      expect(await portal.page.locator(".summary li").count()).toBe(3);
      expect(portal.server.api.records.get("wait-2")?.verdict).toBeUndefined();
    });

    test("rejects only with a reason", async () => {
      await portal.signIn("finance-lead", { hash: "#/decide/wait-1" });
      await portal.page.getByText("Reject it").click();
      await portal.page.getByRole("button", { name: "Reject this request" }).click();
      await portal.page.getByText("Write a reason for the person who asked.").first().waitFor();
      await portal.page.getByLabel("Reason").fill("Ask for totals");
      await portal.page.getByRole("button", { name: "Reject this request" }).click();
      await portal.page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
      await portal.page.getByText("Ask for totals").waitFor();
    });

    test("tells whom somebody else was faster, and shows the request as it is now", async () => {
      await portal.signIn("data-steward", { hash: "#/decide/wait-1" });
      await portal.page.getByText("Reject it").click();
      await portal.page.getByLabel("Reason").fill("Too much");
      const record = portal.server.api.records.get("wait-1")!;
      const verdict = {
        outcome: "reject",
        decider: { kind: "people", people: ["profile-frida"] },
        reason: "No",
        at: record.asked!.askedAt,
      } as const;
      portal.server.api.records.set("wait-1", { ...record, revision: 2, phase: "closed", verdict });
      portal.expected = /409/;
      await portal.page.getByRole("button", { name: "Reject this request" }).click();
      await portal.page.getByRole("alert").getByText("Decided by Frida Lindgren.").waitFor();
      expect(await portal.findings()).toEqual([]);
      await portal.page.getByRole("button", { name: "Show it as it is now" }).click();
      await portal.page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
    });

    test("is not offered to whom it is not for", async () => {
      await portal.signIn("auditor", { hash: "#/decide/wait-1" });
      await portal.page.getByText("Decisions in the queue stewards are made by").waitFor();
      expect(await portal.page.getByRole("button", { name: "Approve" }).count()).toBe(0);
    });
  });

  describe("a session", () => {
    /** The page with an issuer of its own, whose tokens hold for some seconds. */
    const withIssuer = async (tokenSeconds: number, isRenewable: boolean, work: () => Promise<void>) => {
      const other = await startIssuer({
        redirectUris: [`${portal.server.url}/`],
        directory: portal.directory,
        tokenSeconds,
        isRenewable,
      });
      portal.server.trust(other);
      try {
        await work();
      } finally {
        await other.stop();
      }
    };

    test("is renewed without the person, and without a frame", () =>
      withIssuer(5, true, async () => {
        await portal.signIn("data-steward");
        const renewal = portal.page.waitForRequest((request) => request.postData()?.includes("refresh_token") === true);
        await portal.go("#/decide", "Decide");
        await renewal;
        await new Promise((resolve) => setTimeout(resolve, 6000));
        await portal.go("#/ends", "Ends soon");
        await portal.page.locator(".cards > li").first().waitFor();
        expect(portal.page.frames()).toHaveLength(1);
      }));

    test("that is over is told, and after signing in again everything that was typed is there", () =>
      withIssuer(4, false, async () => {
        await portal.signIn("marketing-engineer", { hash: "#/data/lst-1" });
        await portal.page.getByLabel("projects?").selectOption("Marketing campaigns");
        await portal.page.getByLabel("Reports that are published").check();
        await portal.page.getByLabel("Only some of them").check();
        await portal.page.getByLabel("measure_007").check();
        await portal.page.getByLabel("Why do you need it?").fill("Report of the quarter");
        await new Promise((resolve) => setTimeout(resolve, 4500));
        await portal.page.getByRole("button", { name: "Ask for this data" }).click();
        await portal.page.getByRole("alert").getByText("Your session is over").waitFor();
        expect(await portal.findings()).toEqual([]);
        await portal.page.getByRole("button", { name: "Sign in again" }).click();
        // The issuer still knows the person.
        await portal.page.getByRole("heading", { level: 2, name: "Ask for it" }).waitFor();
        expect(await portal.page.getByLabel("Why do you need it?").inputValue()).toBe("Report of the quarter");
        expect(await portal.page.getByLabel("measure_007").isChecked()).toBe(true);
        await portal.page.getByRole("button", { name: "Ask for this data" }).click();
        await portal.page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      }));

    test("of somebody else shows nothing of what was typed before", async () => {
      await portal.signIn("data-steward", { hash: "#/decide/wait-1" });
      await portal.page.getByText("Reject it").click();
      await portal.page.getByLabel("Reason").fill("A secret of Stella");
      await portal.page.getByRole("button", { name: "Sign out" }).click();
      await portal.page.getByRole("button", { name: "Sign out" }).click();
      await portal.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      await portal.choose("finance-lead");
      await portal.go("#/decide/wait-1", /^Customers_of/);
      expect(await portal.page.locator("textarea[name=reason]").inputValue()).toBe("");
    });
  });

  describe("access that ends", () => {
    test("is extended, and is not made shorter", async () => {
      await portal.signIn("data-steward", { hash: "#/ends/end-1" });
      await portal.page.getByLabel("Days from today").fill("2");
      portal.expected = /409/;
      await portal.page.getByRole("button", { name: "Extend" }).click();
      await portal.page.getByRole("alert").getByText("name more days").waitFor();
      await portal.page.getByLabel("Days from today").fill("100");
      await portal.page.getByRole("button", { name: "Extend" }).click();
      await portal.page.getByText("in 100 days").waitFor();
    });

    test("is ended with a reason", async () => {
      await portal.signIn("finance-lead", { hash: "#/ends/end-0" });
      await portal.page.getByText("End it now").click();
      await portal.page.getByLabel("Reason").fill("The project has ended");
      await portal.page.getByRole("button", { name: "End this access" }).click();
      await portal.page.getByText("Access was revoked by Frida Lindgren: The project has ended").waitFor();
    });

    test("leads those who have it to the data, to ask again", async () => {
      await portal.signIn("marketing-engineer", { hash: "#/ends/end-1" });
      await portal.page.getByRole("link", { name: "Ask again" }).click();
      await portal.page.getByRole("heading", { level: 2, name: "Ask for it" }).waitFor();
    });
  });

  describe("faults", () => {
    test("are told in the API's words, with what can be done", async () => {
      await portal.signIn("data-steward");
      portal.expected = /404|403|500/;
      portal.server.fault = (_method, at) =>
        at.endsWith("/requests") ? problem(500, "failed", "Tell the operators.") : undefined;
      await portal.go("#/decide", "Decide");
      await portal.page.getByText("For the operators: c-1").waitFor();
      expect(await portal.findings()).toEqual([]);
      portal.server.fault = undefined;
      await portal.page.getByRole("button", { name: "Try again" }).click();
      await portal.page.locator(".cards > li").first().waitFor();
      await portal.go("#/decide/nothing", "Decide");
      await portal.page.getByText("Check the address, or ask for a right to see it.").waitFor();
      portal.server.fault = () => ({ status: 403, body: { message: "Forbidden" }, type: "application/json" });
      await portal.go("#/ends", "Ends soon");
      await portal.page.getByText("You may not do this").waitFor();
      await portal.page.getByRole("link", { name: "To my requests" }).waitFor();
    });

    test("of the line lose nothing: what was typed is sent once, when somebody answers again", async () => {
      await portal.signIn("finance-lead", { hash: "#/decide/wait-1" });
      await portal.page.getByText("Reject it").click();
      await portal.page.getByLabel("Reason").fill("Too much");
      portal.expected = /ERR_|Failed to load/;
      portal.server.fault = () => "cut";
      await portal.page.getByRole("button", { name: "Reject this request" }).click();
      await portal.page.getByRole("alert").getByText("You are offline").waitFor();
      portal.server.fault = undefined;
      await portal.page.getByRole("button", { name: "Try again" }).click();
      await portal.page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
    });

    test("of the browser's line are told at once, and go by themselves", async () => {
      await portal.signIn("finance-lead");
      portal.expected = /ERR_INTERNET_DISCONNECTED|Failed to load/;
      await portal.page.context().setOffline(true);
      await portal.page.getByText("You are offline. What you see may be old").waitFor();
      await portal.go("#/ends", "Ends soon");
      await portal.page.locator("#screen .fault").waitFor();
      expect(await portal.findings()).toEqual([]);
      await portal.page.context().setOffline(false);
      await portal.page.locator(".cards > li").first().waitFor();
      expect(await portal.page.locator("#connection").isVisible()).toBe(false);
    });
  });
});
