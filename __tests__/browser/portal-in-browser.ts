import axe from "axe-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { servePortal, type DevServer } from "../../portal/dev-server";
import { FakeApi } from "../../portal/dev/fake-api";
import { startIssuer, type RunningIssuer } from "../../sandbox/issuer";
import { describeInBrowser } from "./chromium";

/** Choices with which the page is opened. */
export interface Options {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
  readonly hash?: string;
}

/** Persona, place and heading of a screen. */
export type ScreenCase = readonly [persona: string, hash: string, title: string | RegExp];

/** Milliseconds for looking at all screens of a persona, on a machine that has other things to do. */
export const LOOK_TIME = 180_000;

/**
 * Looks at a screen, in this order: colours change nothing but contrast, so that after a change of colours alone axe looks at that
 * alone.
 */
const LOOKS = [
  { scheme: "light", width: 1280, rules: undefined },
  { scheme: "dark", width: 1280, rules: ["color-contrast"] },
  { scheme: "dark", width: 390, rules: undefined },
  { scheme: "light", width: 390, rules: ["color-contrast"] },
] as const;

/** The portal in a browser, with an API in memory of which every test has its own. */
export class PortalInBrowser {
  readonly directory = mkdtempSync(path.join(tmpdir(), "smus-portal-"));
  server!: DevServer;
  issuer!: RunningIssuer;
  page!: Page;
  /** Complaints that a test provokes: a browser writes each answer over 399 to its console. */
  expected: RegExp | undefined;
  private browser: Browser | undefined;
  private trouble: string[] = [];

  constructor(private readonly executablePath: string) {}

  async start(): Promise<void> {
    this.server = await servePortal(3);
    this.issuer = await startIssuer({ redirectUris: [`${this.server.url}/`], directory: this.directory });
    // Debian's Chromium has no sandbox of its own for root, as whom CI runs; the page is ours.
    this.browser = await chromium.launch({ executablePath: this.executablePath, args: ["--no-sandbox"] });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.issuer?.stop();
    await this.server?.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  begin(): void {
    this.server.trust(this.issuer);
    this.server.api = new FakeApi(3);
    this.server.fault = undefined;
    this.server.delay = 0;
    this.expected = undefined;
    this.trouble = [];
  }

  async end(): Promise<void> {
    await this.page?.context().close();
    expect(this.trouble.filter((text) => this.expected === undefined || !this.expected.test(text))).toEqual([]);
  }

  /** Opens the page in a browser that knows nobody. Whatever the page complains of is trouble. */
  async open({ width = 1280, scheme = "light", hash = "" }: Options = {}): Promise<void> {
    const context = await this.browser!.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
    this.page = await context.newPage();
    this.page.on(
      "console",
      (message) => ["error", "warning"].includes(message.type()) && this.trouble.push(message.text()),
    );
    this.page.on("pageerror", (error) => this.trouble.push(error.message));
    await this.page.goto(`${this.server.url}/${hash}`);
  }

  async choose(persona: string): Promise<void> {
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.page.locator(`button[value="${persona}"]`).click();
    await this.page.locator("#screen h1").waitFor();
  }

  async signIn(persona: string, options: Options = {}): Promise<void> {
    await this.open(options);
    await this.choose(persona);
  }

  /** Goes to a place, and waits until it is drawn. */
  async go(hash: string, title: string | RegExp): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await this.at(hash, title);
  }

  /** Waits until a place is drawn: the heading alone may stand there from before. */
  async at(hash: string, title: string | RegExp): Promise<void> {
    await this.page.locator(`#screen[data-place=${JSON.stringify(hash)}]`).waitFor();
    await this.page.getByRole("heading", { level: 1, name: title }).waitFor();
  }

  heading(): Promise<string | null> {
    return this.page.locator("#screen h1").textContent();
  }

  focused(): Promise<string> {
    return this.page.evaluate<string>("document.activeElement.textContent");
  }

  /** Findings of axe in the page as it is. */
  async findings(rules?: readonly string[]): Promise<string[]> {
    if (!(await this.page.evaluate<boolean>("'axe' in window"))) await this.page.evaluate(axe.source);
    const options = JSON.stringify(rules === undefined ? {} : { runOnly: rules });
    const found = await this.page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }

  /** Pixels by which the page is wider than its window. */
  over(): Promise<number> {
    return this.page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  }

  /** Presses Tab until something has the focus; nothing else than keys is used. */
  async tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 200; presses++) {
      if (await this.page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  }

  /** Goes through screens, everything unfolded: in no colours and width axe finds anything, or something is cut off. */
  async look(screens: readonly ScreenCase[], persona: string): Promise<void> {
    await this.signIn(persona);
    for (const [whose, hash, title] of screens) {
      if (whose !== persona) continue;
      await this.go(hash, title);
      for (const folded of await this.page.locator("#screen summary").all()) await folded.click();
      for (const { scheme, width, rules } of LOOKS) {
        await this.page.emulateMedia({ colorScheme: scheme });
        await this.page.setViewportSize({ width, height: 900 });
        const seen = { found: await this.findings(rules), over: await this.over() };
        expect({ hash, scheme, width, ...seen }).toEqual({ hash, scheme, width, found: [], over: 0 });
      }
    }
  }
}

/** `describe` for the portal in a browser: it runs for all tests, and each has a page and an API of its own. */
export function describePortal(name: string, tests: (portal: PortalInBrowser) => void): void {
  describeInBrowser(name, (executablePath) => {
    const portal = new PortalInBrowser(executablePath);
    beforeAll(() => portal.start());
    afterAll(() => portal.stop());
    beforeEach(() => portal.begin());
    afterEach(() => portal.end());
    tests(portal);
  });
}
