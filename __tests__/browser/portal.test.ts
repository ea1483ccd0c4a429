import axe from "axe-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { servePortal, type DevServer } from "../../portal/dev-server";
import { FakeApi } from "../../portal/dev/fake-api";
import { startIssuer, type RunningIssuer } from "../../sandbox/issuer";
import { describeInBrowser } from "./chromium";

interface Options {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
  readonly hash?: string;
}

describeInBrowser("the portal in Chromium", (executablePath) => {
  const directory = mkdtempSync(path.join(tmpdir(), "smus-portal-"));
  let browser: Browser;
  let server: DevServer;
  let issuer: RunningIssuer;
  let page: Page;
  let trouble: string[];
  /** Complaints that a test provokes: a browser writes each answer over 399 to its console. */
  let expected: RegExp | undefined;

  beforeAll(async () => {
    server = await servePortal(3);
    issuer = await startIssuer({ redirectUris: [`${server.url}/`], directory });
    // Debian's Chromium has no sandbox of its own for root, as whom CI runs; the page is ours.
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await issuer?.stop();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    server.trust(issuer);
    server.api = new FakeApi(3);
    server.fault = undefined;
    server.delay = 0;
    expected = undefined;
    trouble = [];
  });
  afterEach(async () => {
    await page?.context().close();
    expect(trouble.filter((text) => expected === undefined || !expected.test(text))).toEqual([]);
  });

  /** Opens the page in a browser that knows nobody. Whatever the page complains of is trouble. */
  const open = async ({ width = 1280, scheme = "light", hash = "" }: Options = {}) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
    page = await context.newPage();
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    await page.goto(`${server.url}/${hash}`);
  };
  const choose = async (persona: string) => {
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator(`button[value="${persona}"]`).click();
    await page.locator("#screen h1").waitFor();
  };
  const signIn = async (persona: string, options: Options = {}) => {
    await open(options);
    await choose(persona);
  };
  const go = async (hash: string, title: string | RegExp) => {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.locator("#screen:not([aria-busy])").waitFor();
  };
  const heading = () => page.locator("#screen h1").textContent();
  const focused = () => page.evaluate<string>("document.activeElement.textContent");
  const findings = async () => {
    await page.evaluate(axe.source);
    const found = await page.evaluate<axe.AxeResults>("axe.run(document)");
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  };
  const over = () => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  /** Presses Tab until something has the focus; nothing else than keys is used. */
  const tabTo = async (selector: string) => {
    for (let presses = 0; presses < 200; presses++) {
      if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
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
      await open({ hash: "#/ends?text=90" });
      expect(await heading()).toBe("Sign in");
      const asked = page.waitForRequest((request) => request.url().startsWith(`${issuer.issuer}/auth`));
      await choose("data-steward");
      const parameters = new URL((await asked).url()).searchParams;
      expect(parameters.get("response_type")).toBe("code");
      expect(parameters.get("code_challenge_method")).toBe("S256");
      await page.getByRole("heading", { level: 1, name: "Ends soon" }).waitFor();
      expect(page.url()).toBe(`${server.url}/#/ends?text=90`);
      expect(await page.locator("#person-name").textContent()).toBe("Stella Okafor");
      // Tokens are in this tab alone.
      expect(await page.evaluate<string[]>("Object.keys(localStorage)")).toEqual([]);
      expect(await page.evaluate<string>("document.cookie")).toBe("");
    });

    test("lasts over a reload, and ends with signing out", async () => {
      await signIn("auditor");
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "My requests" }).waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      expect(
        await page.evaluate<string[]>("Object.keys(sessionStorage).filter((key) => key.startsWith('oidc.user'))"),
      ).toEqual([]);
    });

    test("that the issuer refuses is told in its words", async () => {
      await open();
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.locator("button[value=auditor]").waitFor();
      await page.goto(`${server.url}/?error=access_denied&error_description=Not+for+you&state=none`);
      await page.getByRole("alert").getByText("Signing in did not work").waitFor();
      expect(page.url()).toBe(`${server.url}/`);
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
      server.fault = (_method, at) =>
        at === "/v1/me" ? { status: 200, body: me, type: "application/json" } : undefined;
      await signIn("auditor");
      expect(await heading()).toBe("You are signed in, and not known here");
      expect(await page.locator("#navigation").isVisible()).toBe(false);
      expect(await findings()).toEqual([]);
    });
  });

  test("the page's policy holds: it asks nobody but its own origin and the issuer, and runs no script that is put into it", async () => {
    await signIn("auditor");
    expected = /Content Security Policy|TrustedHTML/;
    const refused = (attempt: string) =>
      page.evaluate<string>(
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

  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)(
    "every screen is for everybody (%s, %i pixels wide): axe finds nothing, nothing is cut off",
    async (scheme, width) => {
      for (const persona of ["marketing-engineer", "data-steward"]) {
        await signIn(persona, { scheme, width });
        for (const [whose, hash, title] of SCREENS) {
          if (whose !== persona) continue;
          await go(hash, title);
          for (const folded of await page.locator("#screen summary").all()) await folded.click();
          expect({ hash, found: await findings(), over: await over() }).toEqual({ hash, found: [], over: 0 });
        }
        await page.context().close();
      }
    },
  );

  test("the pages before signing in are for everybody, in both colours", async () => {
    for (const scheme of ["light", "dark"] as const) {
      await open({ scheme, width: 390 });
      await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      expect(await findings()).toEqual([]);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.locator("button[value=auditor]").waitFor();
      expect(await findings()).toEqual([]);
      await page.context().close();
    }
  });

  test("colours follow the choice and are kept", async () => {
    await signIn("auditor");
    await page.getByLabel("Colours").selectOption("Dark");
    const ground = () => page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
    expect(await ground()).toBe("rgb(15, 19, 23)");
    await page.reload();
    await page.locator("#screen h1").waitFor();
    expect(await ground()).toBe("rgb(15, 19, 23)");
  });

  describe("lists", () => {
    test("without anything say what to do next", async () => {
      server.api = new FakeApi(0);
      for (const persona of ["marketing-engineer", "data-steward"]) {
        await signIn(persona);
        for (const [whose, hash, title] of LISTS) {
          if (whose !== persona) continue;
          await go(hash, title);
          expect(await page.locator(".panel.empty").count()).toBe(1);
          expect(await findings()).toEqual([]);
        }
        await page.context().close();
      }
    });

    test("of 300 grow by a button, and the focus goes to the first new one", async () => {
      server.api = new FakeApi(300);
      for (const persona of ["marketing-engineer", "data-steward"]) {
        await signIn(persona, { width: 390 });
        for (const [whose, hash, title] of LISTS) {
          if (whose !== persona) continue;
          await go(hash, title);
          const cards = page.locator(".cards > li");
          const first = await cards.count();
          if (hash === "#/ends") continue;
          expect(first).toBe(25);
          // Nothing that was said about the list before is left: the same words again would not be read out.
          expect(await page.locator("#said").textContent()).toBe("");
          await page.getByRole("button", { name: "Show more" }).click();
          await page.locator(".list-foot", { hasText: "50 shown" }).waitFor();
          expect(await cards.count()).toBe(50);
          expect(await focused()).toBe(await cards.nth(25).locator("a").textContent());
          expect(await page.locator("#said").textContent()).toBe("25 more, 50 shown");
          expect(await over()).toBe(0);
        }
        await page.context().close();
      }
    });

    test("are read to their end, where 300 are that many", async () => {
      server.api = new FakeApi(300);
      await signIn("data-steward", { hash: "#/decide" });
      const more = page.getByRole("button", { name: "Show more" });
      await more.waitFor();
      const all = [...server.api.records.values()].filter(({ phase }) => phase === "held").length;
      expect(all).toBeGreaterThanOrEqual(300);
      for (let shown = 50; shown < all + 25; shown += 25) {
        await more.click();
        await page.locator(".list-foot", { hasText: `${Math.min(shown, all)} shown` }).waitFor();
      }
      expect(await more.count()).toBe(0);
      expect(await page.locator(".list-foot").textContent()).toBe(`${all} shown, that is all`);
      // The keyboard has not lost its place with the button.
      expect(await page.evaluate<boolean>("document.activeElement.matches('.cards a')")).toBe(true);
    });

    test("of what ends soon can look further", async () => {
      server.api = new FakeApi(300);
      await signIn("data-steward", { hash: "#/ends" });
      await page.locator(".cards > li").first().waitFor();
      const near = await page.locator(".cards > li").count();
      await page.getByRole("link", { name: "90 days" }).click();
      await page.locator("#screen:not([aria-busy]) .spans a[aria-current]", { hasText: "90" }).waitFor();
      expect(await page.locator(".cards > li").count()).toBeGreaterThan(near);
    });

    test("show what is loading, and a search what it found", async () => {
      await signIn("marketing-engineer", { hash: "#/data" });
      server.delay = 600;
      await page.getByLabel("Words in the name").fill("final");
      await page.keyboard.press("Enter");
      await page.getByText("Loading …").waitFor();
      await page.locator(".cards > li").first().waitFor();
      expect(await page.locator(".cards h2").allTextContents()).toEqual([expect.stringContaining("v2_final")]);
      server.delay = 0;
      await go("#/data?text=nothing%20like%20this", "Ask for data");
      await page.getByText("Nothing is found for “nothing like this”").waitFor();
    });
  });

  describe("asking", () => {
    test("is done with the keyboard alone: search, choose, ask, and see it in the list", async () => {
      await signIn("marketing-engineer");
      await page.keyboard.press("Tab");
      await tabTo('#navigation a[data-screen="data"]');
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Ask for data" }).waitFor();
      await tabTo("#search");
      await page.keyboard.type("invoices");
      await page.keyboard.press("Enter");
      await page.getByText("2 shown").waitFor();
      await tabTo('.cards a[href="#/data/lst-2"]');
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Invoices" }).waitFor();
      await tabTo("select[name=project]");
      await page.keyboard.press("ArrowDown");
      await tabTo("input[name=purpose]");
      await page.keyboard.press("Space");
      await tabTo("input[name=days]");
      await page.keyboard.press("Control+A");
      await page.keyboard.type("60");
      await tabTo("textarea[name=reason]");
      await page.keyboard.type("Quarterly figures");
      await tabTo("button[type=submit]");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      expect(await focused()).toBe("Your request is sent");
      const [made] = [...server.api.records.values()].filter(({ requestId }) => requestId.startsWith("req-"));
      expect(made.facts?.request).toEqual({ purpose: "analysis", durationDays: 60, columns: "all", rows: "all" });
      expect(made.asked).toMatchObject({
        requester: "profile-marco",
        consumerProjectId: "prj-marketing",
        reason: "Quarterly figures",
      });
      await tabTo("main a.button.main");
      await page.keyboard.press("Enter");
      await page.getByText("4 shown").waitFor();
    });

    test("says everything that is missing at once, and leads to it", async () => {
      await signIn("marketing-engineer", { hash: "#/data/lst-0" });
      await page.getByRole("button", { name: "Ask for this data" }).click();
      const missing = await page.locator(".summary li").allTextContents();
      expect(missing).toHaveLength(4);
      expect(await focused()).toBe("Something is missing");
      expect(await findings()).toEqual([]);
      await page.getByRole("button", { name: "Choose what you need the data for." }).press("Enter");
      expect(await page.evaluate<string>("document.activeElement.name")).toBe("purpose");
      expect(await page.locator("[name=reason]").getAttribute("aria-invalid")).toBe("true");
    });

    test("for some of 300 columns finds them by their names", async () => {
      await signIn("marketing-engineer", { hash: "#/data/lst-1" });
      await page.getByLabel("Only some of them").check();
      await page.getByLabel("Find a column").fill("_29");
      await page.getByText("10 of 300 columns shown").waitFor();
      await page.getByLabel("measure_295").check();
      await page.getByLabel("Find a column").fill("");
      await page.getByLabel("measure_001").check();
      await page.getByLabel("Find a column").focus();
      await tabTo(".past");
      await page.keyboard.press("Enter");
      expect(await page.evaluate<string>("document.activeElement.name")).toBe("reason");
      await page.getByLabel("projects?").selectOption("Marketing campaigns");
      await page.getByLabel("Reports that are published").check();
      await page.getByLabel("Why do you need it?").fill("Report");
      await page.getByRole("button", { name: "Ask for this data" }).click();
      await page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      const [made] = [...server.api.records.values()].filter(({ requestId }) => requestId.startsWith("req-"));
      expect(made.facts?.request.columns).toEqual(["measure_001", "measure_295"]);
    });
  });

  describe("deciding", () => {
    test("is done with the keyboard alone: see why it waits, change what is given, approve", async () => {
      await signIn("data-steward", { hash: "#/decide" });
      await page.locator(".cards a").first().waitFor();
      await tabTo('.cards a[href="#/decide/wait-1"]');
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: /^Customers_of/ }).waitFor();
      await page.getByText("Why a person decides: No rule decides on this request.").waitFor();
      await tabTo("summary");
      await page.keyboard.press("Enter");
      await page.getByRole("row", { name: "Days asked for 365 does not hold" }).first().waitFor();
      await tabTo("input[name=rows]");
      await page.keyboard.press("ArrowDown");
      await tabTo('select[name="rows.0.column"]');
      await page.keyboard.type("measure_007");
      await tabTo('input[name="rows.0.value"]');
      await page.keyboard.type("EU");
      await tabTo("input[name=days]");
      await page.keyboard.press("Control+A");
      await page.keyboard.type("90");
      await page
        .getByText("Marketing campaigns gets rows where measure_007 is “EU” with all columns, for 90 days.")
        .waitFor();
      await tabTo("button[type=submit]");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 2, name: "Approved" }).waitFor();
      expect(await page.locator("#said").textContent()).toBe("The request is approved");
      expect(server.api.records.get("wait-1")?.verdict).toMatchObject({
        access: {
          rows: { columnName: "measure_007", operator: "equalTo", value: "EU" },
          columns: "all",
          expiresInDays: 90,
        },
      });
    });

    test("as the second of two shows what the first consented to, and approves the same", async () => {
      await signIn("data-steward", { hash: "#/decide/wait-0" });
      const consent = page.locator(".note", { hasText: "Frida Lindgren consents" });
      expect(await consent.textContent()).toContain("region is “EU”");
      expect(await page.getByLabel("Only rows where region is “EU”").isChecked()).toBe(true);
      expect(await page.getByLabel("Number of days").inputValue()).toBe("60");
      await page.getByRole("button", { name: "Approve" }).click();
      await page.getByRole("heading", { level: 2, name: "Approved" }).waitFor();
      await page.getByText("Frida Lindgren and Stella Okafor").waitFor();
    });

    test("otherwise than the first asks the first again", async () => {
      await signIn("data-steward", { hash: "#/decide/wait-0" });
      await page.getByLabel("Number of days").fill("61");
      await page.getByRole("button", { name: "Approve" }).click();
      await page.getByText("Stella Okafor consents").waitFor();
      expect(server.api.records.get("wait-0")).toMatchObject({
        phase: "held",
        held: { consents: [{ person: "profile-stella" }] },
      });
    });

    test("gives nothing by accident: what is not known has to be chosen", async () => {
      await signIn("data-steward", { hash: "#/decide/wait-2" });
      await page.getByText("Something is still to be chosen").waitFor();
      await page.getByRole("button", { name: "Approve" }).click();
      expect(await page.locator(".summary li").count()).toBe(3);
      expect(server.api.records.get("wait-2")?.verdict).toBeUndefined();
    });

    test("rejects only with a reason", async () => {
      await signIn("finance-lead", { hash: "#/decide/wait-1" });
      await page.getByText("Reject it").click();
      await page.getByRole("button", { name: "Reject this request" }).click();
      await page.getByText("Write a reason for the person who asked.").first().waitFor();
      await page.getByLabel("Reason").fill("Ask for totals");
      await page.getByRole("button", { name: "Reject this request" }).click();
      await page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
      await page.getByText("Ask for totals").waitFor();
    });

    test("tells whom somebody else was faster, and shows the request as it is now", async () => {
      await signIn("data-steward", { hash: "#/decide/wait-1" });
      await page.getByText("Reject it").click();
      await page.getByLabel("Reason").fill("Too much");
      const record = server.api.records.get("wait-1")!;
      const verdict = {
        outcome: "reject",
        decider: { kind: "people", people: ["profile-frida"] },
        reason: "No",
        at: record.asked!.askedAt,
      } as const;
      server.api.records.set("wait-1", { ...record, revision: 2, phase: "closed", verdict });
      expected = /409/;
      await page.getByRole("button", { name: "Reject this request" }).click();
      await page.getByRole("alert").getByText("Decided by Frida Lindgren.").waitFor();
      expect(await findings()).toEqual([]);
      await page.getByRole("button", { name: "Show it as it is now" }).click();
      await page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
    });

    test("is not offered to whom it is not for", async () => {
      await signIn("auditor", { hash: "#/decide/wait-1" });
      await page.getByText("Decisions in the queue stewards are made by").waitFor();
      expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
    });
  });

  describe("a session", () => {
    /** The page with an issuer of its own, whose tokens hold for some seconds. */
    const withIssuer = async (tokenSeconds: number, isRenewable: boolean, work: () => Promise<void>) => {
      const other = await startIssuer({ redirectUris: [`${server.url}/`], directory, tokenSeconds, isRenewable });
      server.trust(other);
      try {
        await work();
      } finally {
        await other.stop();
      }
    };

    test("is renewed without the person, and without a frame", () =>
      withIssuer(5, true, async () => {
        await signIn("data-steward");
        const renewal = page.waitForRequest((request) => request.postData()?.includes("refresh_token") === true);
        await go("#/decide", "Decide");
        await renewal;
        await new Promise((resolve) => setTimeout(resolve, 6000));
        await go("#/ends", "Ends soon");
        await page.locator(".cards > li").first().waitFor();
        expect(page.frames()).toHaveLength(1);
      }));

    test("that is over is told, and after signing in again everything that was typed is there", () =>
      withIssuer(4, false, async () => {
        await signIn("marketing-engineer", { hash: "#/data/lst-1" });
        await page.getByLabel("projects?").selectOption("Marketing campaigns");
        await page.getByLabel("Reports that are published").check();
        await page.getByLabel("Only some of them").check();
        await page.getByLabel("measure_007").check();
        await page.getByLabel("Why do you need it?").fill("Report of the quarter");
        await new Promise((resolve) => setTimeout(resolve, 4500));
        await page.getByRole("button", { name: "Ask for this data" }).click();
        await page.getByRole("alert").getByText("Your session is over").waitFor();
        expect(await findings()).toEqual([]);
        await page.getByRole("button", { name: "Sign in again" }).click();
        // The issuer still knows the person.
        await page.getByRole("heading", { level: 2, name: "Ask for it" }).waitFor();
        expect(await page.getByLabel("Why do you need it?").inputValue()).toBe("Report of the quarter");
        expect(await page.getByLabel("measure_007").isChecked()).toBe(true);
        await page.getByRole("button", { name: "Ask for this data" }).click();
        await page.getByRole("heading", { name: "Your request is sent" }).waitFor();
      }));

    test("of somebody else shows nothing of what was typed before", async () => {
      await signIn("data-steward", { hash: "#/decide/wait-1" });
      await page.getByText("Reject it").click();
      await page.getByLabel("Reason").fill("A secret of Stella");
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      await choose("finance-lead");
      await go("#/decide/wait-1", /^Customers_of/);
      expect(await page.locator("textarea[name=reason]").inputValue()).toBe("");
    });
  });

  describe("access that ends", () => {
    test("is extended, and is not made shorter", async () => {
      await signIn("data-steward", { hash: "#/ends/end-1" });
      await page.getByLabel("Days from today").fill("2");
      expected = /409/;
      await page.getByRole("button", { name: "Extend" }).click();
      await page.getByRole("alert").getByText("name more days").waitFor();
      await page.getByLabel("Days from today").fill("100");
      await page.getByRole("button", { name: "Extend" }).click();
      await page.getByText("in 100 days").waitFor();
    });

    test("is ended with a reason", async () => {
      await signIn("finance-lead", { hash: "#/ends/end-0" });
      await page.getByText("End it now").click();
      await page.getByLabel("Reason").fill("The project has ended");
      await page.getByRole("button", { name: "End this access" }).click();
      await page.getByText("Access was revoked by Frida Lindgren: The project has ended").waitFor();
    });

    test("leads those who have it to the data, to ask again", async () => {
      await signIn("marketing-engineer", { hash: "#/ends/end-1" });
      await page.getByRole("link", { name: "Ask again" }).click();
      await page.getByRole("heading", { level: 2, name: "Ask for it" }).waitFor();
    });
  });

  describe("faults", () => {
    test("are told in the API's words, with what can be done", async () => {
      await signIn("data-steward");
      expected = /404|403|500/;
      server.fault = (_method, at) =>
        at.endsWith("/requests") ? problem(500, "failed", "Tell the operators.") : undefined;
      await go("#/decide", "Decide");
      await page.getByText("For the operators: c-1").waitFor();
      expect(await findings()).toEqual([]);
      server.fault = undefined;
      await page.getByRole("button", { name: "Try again" }).click();
      await page.locator(".cards > li").first().waitFor();
      await go("#/decide/nothing", "Decide");
      await page.getByText("Check the address, or ask for a right to see it.").waitFor();
      server.fault = () => ({ status: 403, body: { message: "Forbidden" }, type: "application/json" });
      await go("#/ends", "Ends soon");
      await page.getByText("You may not do this").waitFor();
      await page.getByRole("link", { name: "To my requests" }).waitFor();
    });

    test("of the line lose nothing: what was typed is sent once, when somebody answers again", async () => {
      await signIn("finance-lead", { hash: "#/decide/wait-1" });
      await page.getByText("Reject it").click();
      await page.getByLabel("Reason").fill("Too much");
      expected = /ERR_|Failed to load/;
      server.fault = () => "cut";
      await page.getByRole("button", { name: "Reject this request" }).click();
      await page.getByRole("alert").getByText("You are offline").waitFor();
      server.fault = undefined;
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("heading", { level: 2, name: "Rejected" }).waitFor();
    });

    test("of the browser's line are told at once, and go by themselves", async () => {
      await signIn("finance-lead");
      expected = /ERR_INTERNET_DISCONNECTED|Failed to load/;
      await page.context().setOffline(true);
      await page.getByText("You are offline. What you see may be old").waitFor();
      await go("#/ends", "Ends soon");
      await page.locator("#screen .fault").waitFor();
      expect(await findings()).toEqual([]);
      await page.context().setOffline(false);
      await page.locator(".cards > li").first().waitFor();
      expect(await page.locator("#connection").isVisible()).toBe(false);
    });
  });
});
