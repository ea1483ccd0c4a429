import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { loadAllStages } from "../../configuration";
import { buildTopology, type Topology } from "../../topology/model";
import { renderPage } from "../../topology/page";
import { withPlan } from "../../topology/plan";
import { readSavedPlans } from "../../topology/saved-plans";
import { describeInBrowser } from "./chromium";
import { bare, HOSTILE, hostile, large } from "./organizations";

const PLANS = path.resolve(__dirname, "../fixtures/topology-plans");

describeInBrowser("the topology page in Chromium", (executablePath) => {
  const folder = mkdtempSync(path.join(tmpdir(), "smus-topology-"));
  const stages = loadAllStages("environments");
  const example = buildTopology(stages, {
    files: Object.fromEntries(stages.map(({ name }) => [name, `environments/${name}.ts`])),
  });
  let browser: Browser;
  let page: Page;
  let trouble: string[];

  beforeAll(async () => {
    // Debian's Chromium has no sandbox of its own for root, as whom CI runs; the page is ours.
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page as a file; whatever it complains of or asks the network for is trouble. */
  const open = async (
    topology: Topology,
    options: { hash?: string; width?: number; scheme?: "light" | "dark" } = {},
  ) => {
    const file = path.join(folder, "page.html");
    writeFileSync(file, renderPage(topology));
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 900 },
      colorScheme: options.scheme ?? "light",
    });
    page = await context.newPage();
    trouble = [];
    page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("request", (request) => request.url().startsWith("file:") || trouble.push(request.url()));
    await page.goto(`${pathToFileURL(file).href}${options.hash ?? ""}`);
  };
  afterEach(async () => {
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  const card = (name: string) => page.locator("#view .account", { hasText: name });
  const focused = () => page.evaluate<string>("document.activeElement.dataset.item ?? document.activeElement.id");

  /** Waits for something to be true; not Playwright's own wait, whose texts the page's policy refuses to evaluate. */
  const until = async (expression: string) => {
    const end = Date.now() + 10_000;
    while (!(await page.evaluate<boolean>(expression))) {
      if (Date.now() > end) throw new Error(`never true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };

  test("shows accounts by stage and business unit, without a request", async () => {
    await open(example);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Topology of example-data");
    expect(await page.locator("#view .account").count()).toBe(6);
    const dev = page.getByRole("region", { name: "Stage dev" });
    expect(await dev.locator("h5").allTextContents()).toEqual(["finance", "marketing"]);
    expect(await dev.locator(".account .name").allTextContents()).toEqual(["Finance dev", "Marketing dev"]);
  });

  test("is used with the keyboard alone: an account is opened with Enter and closed with Escape", async () => {
    await open(example);
    for (let presses = 0; presses < 40 && (await focused()) !== "account:dev/finance-dev"; presses++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const details = page.getByRole("complementary");
    expect(await focused()).toBe("details-title");
    expect(await details.textContent()).toContain("finance-leads in Finance and below");
    await page.keyboard.press("Escape");
    expect(await details.isVisible()).toBe(false);
    expect(await focused()).toBe("account:dev/finance-dev");
  });

  test("has no keyboard trap: Tab reaches everything and leaves the page", async () => {
    await open(example, { hash: "#view=access&select=account:dev/finance-dev" });
    const wanted = await page
      .locator("a:visible, button:visible, input:visible, select:visible, [tabindex='0']:visible")
      .count();
    const seen = new Set<string>();
    await page.evaluate("document.querySelectorAll('*').forEach((element, index) => (element.dataset.test = index))");
    for (let presses = 0; presses < wanted + 20; presses++) {
      await page.keyboard.press("Tab");
      seen.add(await page.evaluate<string>("document.activeElement.dataset.test"));
    }
    expect(seen).toContain(await page.evaluate<string>("document.querySelector('#close').dataset.test"));
    // Of the four radio buttons Tab stops at one.
    expect(seen.size).toBeGreaterThanOrEqual(wanted - 4);
  });

  test("highlights what a profile reaches, in words too", async () => {
    await open(example, { hash: "#select=profile:dev/marketing-genai" });
    expect(await page.locator(".account.is-reached .name").allTextContents()).toEqual(["Marketing dev"]);
    expect(await card("Marketing dev").getByText("reached").isVisible()).toBe(true);
    expect(await card("Finance dev").getByText("reached").isVisible()).toBe(false);
    expect(await page.getByRole("complementary").textContent()).toContain("Reaches: 1 account");
  });

  test("filters while one types, says how much is left, and keeps it in the address", async () => {
    await open(example);
    await page.getByRole("searchbox").fill("marketing-engineers");
    await until("location.hash.includes('q=marketing-engineers')");
    await page.getByRole("link", { name: /^Access/ }).click();
    await until("document.querySelectorAll('tbody tr').length === 4");
    expect(await page.locator("#count").textContent()).toMatch(/of 35 rights/);
    await page.reload();
    await until("document.querySelectorAll('tbody tr').length === 4");
    expect(await page.getByRole("searchbox").inputValue()).toBe("marketing-engineers");
    await page.getByRole("button", { name: "Clear" }).click();
    await until("document.querySelectorAll('tbody tr').length === 17");
    await page.goBack();
    await until("document.querySelectorAll('tbody tr').length === 4");
  });

  test("narrows to a stage and a business unit", async () => {
    await open(example);
    await page.locator("#filter-stage").selectOption("prod");
    await page.locator("#filter-unit").selectOption("finance");
    expect(await page.locator("#view .account .name").allTextContents()).toEqual(["Finance prod"]);
  });

  test("leads from a right to its place in the configuration, to copy and to open", async () => {
    await open(example, { hash: "#view=access" });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const row = page.getByRole("row", { name: /finance-engineers.*finance-analytics-dev/ });
    expect(await row.getByRole("link", { name: "environments/dev.ts" }).getAttribute("href")).toBe(
      "environments/dev.ts",
    );
    await row.getByRole("button", { name: "Copy environments/dev.ts: grants.projects-finance-engineers" }).click();
    await until("document.querySelector('#said').textContent.startsWith('Copied')");
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
      "environments/dev.ts: grants.projects-finance-engineers",
    );
  });

  test("marks a plan with signs and words, and counts what is no longer in the configuration", async () => {
    const source = {
      directory: PLANS,
      stacks: PLANS,
      terraform: () => Promise.reject(new Error("not needed")),
      parallelism: 1,
    };
    await open(withPlan(example, await readSavedPlans(stages, source)));
    expect(await card("Marketing dev").locator(".change").allTextContents()).toEqual(["+ created", "+ share created"]);
    expect(await card("Finance dev").locator(".change").allTextContents()).toEqual(["~ changed"]);
    await page.getByRole("link", { name: /^Plan/ }).click();
    const rows = await page.getByRole("table").locator("tbody tr").allTextContents();
    expect(rows[0]).toContain("finance-reporting-dev± replaced");
    expect(rows.filter((row) => row.includes("− destroyed")).join()).toContain(
      "marketing-sandboxno longer in the configuration",
    );
    await page.locator("#filter-change").selectOption("create");
    expect(await page.getByRole("table").locator("tbody tr").count()).toBe(2);
  });

  test.each([320, 420, 768, 1280])("needs no sideways scrolling at %i pixels, details open or not", async (width) => {
    for (const hash of [
      "",
      "#view=access",
      "#view=profiles",
      "#view=domain",
      "#view=blueprints&select=profile:prod/finance-analytics",
    ]) {
      await open(example, { width, hash });
      const excess = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      expect([hash, excess]).toEqual([hash, 0]);
      if (hash.includes("select")) break;
      await page.context().close();
    }
  });

  test("follows the system's colours and lets people choose others", async () => {
    await open(example, { scheme: "dark" });
    const ground = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const dark = await ground();
    await page.locator("#theme").selectOption("light");
    expect(await ground()).not.toBe(dark);
    await page.reload();
    expect(await ground()).not.toBe(dark);
  });

  test("shows hostile texts as texts", async () => {
    await open(hostile, { hash: "#view=profiles&select=profile:main/lake" });
    expect(await page.title()).toBe("Topology of example");
    expect(await page.locator("img, #view b").count()).toBe(0);
    expect(await page.getByRole("complementary").textContent()).toContain(HOSTILE);
  });

  test("shows domains of their own, and says that there are no profiles", async () => {
    await open(bare);
    expect(await page.locator(".domain").count()).toBe(2);
    await page.getByRole("link", { name: /^Profiles/ }).click();
    expect(await page.locator("#view .empty").allTextContents()).toEqual([
      "The configuration has no project profiles.",
      "The configuration has no account pools.",
    ]);
  });

  test("shows 300 accounts, finds one, and opens every row of a long table", async () => {
    await open(large(300));
    expect(await page.locator("#view .account").count()).toBe(300);
    await page.getByRole("searchbox").fill("910000000123");
    await until("document.querySelectorAll('#view .account').length === 1");
    await page.getByRole("searchbox").fill("");
    await page.goto(`${page.url().split("#")[0]}#view=blueprints`);
    await page.getByRole("button", { name: "Show all 300 rows" }).click();
    expect(await page.getByRole("table").locator("tbody tr").count()).toBe(300);
  });
});
