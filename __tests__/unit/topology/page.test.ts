import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { renderPage } from "../../../topology/page";
import { formatPlace, parsePlace, START } from "../../../topology/page/browser/place";
import { Directory } from "../../../topology/page/browser/directory";
import { Filter } from "../../../topology/page/browser/filter";
import { reachedAccounts } from "../../../topology/page/browser/reach";
import { renderMarkdown } from "../../../topology/markdown";
import { changed, OWNING } from "../../support/organization";
import { topologyOf, topologyOfDirectory } from "./support";

const HOSTILE = `</script><script>alert(1)</script> <!-- " ' & | \` <img src=x onerror=alert(1)>`;
const hostile = changed(OWNING, {
  accounts: { ...OWNING.accounts, finance: { ...OWNING.accounts.finance, name: HOSTILE } },
  pools: { all: { description: HOSTILE, source: { accounts: [{ account: "finance" }] } } },
});
const example = topologyOfDirectory("environments");

describe("the document", () => {
  const page = renderPage(topologyOf({ main: hostile }));

  test("cannot be left by a text of the configuration", () => {
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img");
    expect(page.match(/<script/g)).toHaveLength(2);
    const json = /<script type="application\/json" id="topology">(.*?)<\/script>/s.exec(page)?.[1] ?? "";
    expect(JSON.parse(json)).toEqual(topologyOf({ main: hostile }));
  });

  test("allows its own script and style by hash, and no request", () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? "";
    const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? "";
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hash(script)}`);
    expect(policy).toContain(`style-src ${hash(style)}`);
    expect(page).not.toMatch(/https?:\/\/|@import|url\(/);
  });

  test("is the same for the same configuration", () => {
    expect(renderPage(topologyOf({ main: hostile }))).toBe(page);
  });
});

describe("the colours", () => {
  const css = readFileSync(path.resolve(__dirname, "../../../topology/page/styles/tokens.css"), "utf8");
  const tokens = new Map(
    [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, ...pair]) => [name, pair]),
  );
  const texts = ["ink", "muted", "accent", "warning"];
  const grounds = ["ground", "surface", "raised", "accent-ground"];
  const changes = ["create", "update", "replace", "destroy"];
  // 4.5 for text, 3 for lines, borders and the focus ring: WCAG 2.2, 1.4.3 and 1.4.11.
  const pairs: [string, string, number][] = [
    ...texts.flatMap((text) => grounds.map((ground): [string, string, number] => [text, ground, 4.5])),
    ...changes.flatMap((change): [string, string, number][] => [
      [change, `${change}-ground`, 4.5],
      [change, "surface", 3],
      [change, "ground", 3],
    ]),
    ...["control", "line", "focus", "accent"].flatMap((line): [string, string, number][] => [
      [line, "ground", 3],
      [line, "surface", 3],
    ]),
  ];

  test.each(["light", "dark"])("have enough contrast in %s", (scheme) => {
    const index = scheme === "light" ? 0 : 1;
    const color = (name: string): string => {
      const token = tokens.get(name);
      if (token === undefined) throw new Error(`no token --${name}`);
      return token[index];
    };
    const poor = pairs
      .map(([front, back, wanted]) => ({
        pair: `${front} on ${back}`,
        wanted,
        ratio: contrast(color(front), color(back)),
      }))
      .filter(({ ratio, wanted }) => ratio < wanted);
    expect(poor).toEqual([]);
  });
});

describe("the address of a view", () => {
  const place = {
    ...START,
    view: "access",
    text: "a & b/ü",
    stage: "dev",
    topic: "all",
    selected: "account:dev/finance-dev",
  } as const;

  test("leads back to it", () => {
    expect(parsePlace(formatPlace(place))).toEqual(place);
    expect(formatPlace(place)).toContain("select=account:dev/finance-dev");
    expect(parsePlace(formatPlace(START))).toEqual(START);
  });

  test.each(["#view=nonsense&topic=x", "#", "#garbage", "#view"])("is forgiven: %s", (hash) => {
    expect(parsePlace(hash)).toEqual(START);
  });
});

describe("a search", () => {
  const directory = new Directory(example);
  const filter = new Filter(directory);
  const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name);

  test("finds accounts by id, name, blueprint and pool, all words anywhere", () => {
    const accounts = (text: string) => names(filter.apply(example.accounts, { ...START, text }));
    expect(accounts("100000000011")).toEqual(["Finance dev"]);
    expect(accounts("bedrockguardrail prod")).toEqual(["Marketing prod"]);
    expect(accounts("DEV-finance")).toContain("Finance dev");
    expect(accounts("nothing like it")).toEqual([]);
  });

  test("finds rights by who and by the account that they reach", () => {
    const rights = filter.apply(example.access, { ...START, text: "finance-engineers 100000000012" });
    expect(rights.map(({ id }) => id)).toEqual(["access:staging/grants/projects-finance-engineers/finance-analytics"]);
  });

  test("keeps to a stage and a business unit, with what the domain has for all of them", () => {
    const place = { ...START, stage: "prod", businessUnit: "finance" };
    expect(names(filter.apply(example.accounts, place))).toEqual(["Finance prod"]);
    expect(names(filter.apply(example.profiles, place))).toEqual(["finance-analytics-prod"]);
    expect(filter.apply(example.units, place)).toHaveLength(example.units.length);
  });
});

test("what a person, a unit and a profile reach is found", () => {
  const directory = new Directory(example);
  const reach = (id: string) => [...reachedAccounts(directory.find(id) ?? fail(id), directory)].sort();
  expect(reach("profile:dev/finance-analytics")).toEqual(["account:dev/finance-dev"]);
  expect(reach("principal:shared/group/marketing-engineers")).toEqual([
    "account:dev/marketing-dev",
    "account:prod/marketing-prod",
    "account:staging/marketing-staging",
  ]);
  expect(reach("unit:shared/finance-risk")).toEqual([
    "account:dev/finance-dev",
    "account:prod/finance-prod",
    "account:staging/finance-staging",
  ]);
  expect(reach("share:dev/share")).toEqual(["account:dev/finance-dev", "account:dev/marketing-dev"]);
});

describe("the Markdown", () => {
  test("has the tables of the page", () => {
    const text = renderMarkdown(example, { links: false });
    expect(text).toContain(
      "| finance-leads | create projects from finance-analytics-dev | Finance and below | Finance dev | dev | `environments/dev.ts: grants.projects-finance-leads` |",
    );
    expect(text).toContain(
      "| Finance dev | 100000000011 | dev | finance | domain, APIs only | us-east-1: DataLake, LakehouseCatalog, RedshiftServerless, Tooling | `environments/dev.ts: accounts.finance-dev` |",
    );
  });

  test("cannot be broken by a text of the configuration", () => {
    const text = renderMarkdown(topologyOf({ main: hostile }), { links: false });
    const lines = text.split("\n");
    const bars = (line: string) => line.replaceAll("\\|", "").split("|").length;
    const rows = lines.filter((line) => line.startsWith("| ") && line.includes("alert"));
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      expect(row).not.toMatch(/<(script|img|!--)/);
      const header = lines
        .slice(0, lines.indexOf(row))
        .findLast((_, index, all) => all[index + 1]?.startsWith("| ---"));
      expect(bars(row)).toBe(bars(header ?? ""));
    }
  });
});

function fail(id: string): never {
  throw new Error(`no ${id}`);
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
