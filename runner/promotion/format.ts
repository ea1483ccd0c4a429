import { code, tableHead, tableRow, text } from "../../formats/markdown";
import type { PromotionEntry, PromotionReport, PromotionStatus } from "./report";

/** Statuses in the order in which they are told, with their headings. */
const HEADINGS: readonly (readonly [PromotionStatus, string])[] = [
  ["refused", "Refused: not successfully applied in the source"],
  ["drifted", "Drifted: applied past the gate, unlike configuration and source"],
  ["promote", "Not yet promoted"],
  ["behind", "Not yet promoted, and the target's configuration keeps what it was"],
  ["ahead", "Ahead of the source"],
  ["override", "Stage overrides"],
  ["missing", "Only in the source"],
];
/** Largest comment on GitHub (65,536 characters), less room for headings and the text that a pipeline adds. */
const COMMENT_LIMIT = 60_000;
const SIGNS: Readonly<Record<PromotionEntry["change"], string>> = { add: "+", change: "~", remove: "-", none: " " };

/** Name of the kind of an item, for people. */
export function kindOf(item: string): string {
  if (item.includes(".parameters.")) return "parameter";
  const blueprint = /^accounts\.[^.]+\.blueprints\./.test(item);
  if (blueprint) return "blueprint";
  if (/^accounts\.[^.]+\.function$/.test(item)) return "control-plane function";
  const section = item.replace(/^domain\./, "").split(".")[0];
  const kinds: Readonly<Record<string, string>> = {
    profiles: "profile",
    pools: "pool",
    grants: "grant",
    projects: "project",
    units: "unit",
    users: "user",
    groups: "group",
    accounts: "account",
  };
  return kinds[section] ?? section;
}

/** A comparison as text, for a terminal. */
export function formatPromotion(report: PromotionReport): string {
  const lines = HEADINGS.flatMap(([status, heading]) => {
    const entries = report.entries.filter((entry) => entry.status === status);
    if (entries.length === 0) return [];
    return [
      heading,
      ...entries.flatMap(({ change, item, stack, why }) => [
        `  ${SIGNS[change]} ${kindOf(item) === item ? item : `${kindOf(item)} ${item}`} (${stack})`,
        `      ${why}`,
      ]),
    ];
  });
  return [`${report.from} -> ${report.to}: ${summarize(report)}`, versions(report), ...lines, ...advice(report)].join(
    "\n",
  );
}

/** A comparison as Markdown, for a merge request. Rows that do not fit into a comment are left out, and said to be. */
export function formatPromotionMarkdown(report: PromotionReport): string {
  const verdict = report.ok ? "may be promoted" : "**refused**";
  const head = [
    `## Promotion ${text(report.from)} → ${text(report.to)}: ${verdict}`,
    "",
    `${text(`${summarize(report)}. ${versions(report)}`)}`,
    "",
  ];
  const notes = advice(report).flatMap((line) => [`${text(line)}`, ""]);
  let room = COMMENT_LIMIT - [...head, ...notes].join("\n").length;
  let omitted = 0;
  const tables = HEADINGS.flatMap(([status, heading]) => {
    const rows = report.entries.filter((entry) => entry.status === status).map(row);
    if (rows.length === 0) return [];
    const shown = rows.filter((line) => (room -= line.length + 1) > 0);
    omitted += rows.length - shown.length;
    return [`### ${heading}`, "", ...tableHead(["", "Kind", "Item", "Stack", "Why"]), ...shown, ""];
  });
  const rest = omitted === 0 ? [] : [`${omitted} more items do not fit here; \`--json\` lists them.`, ""];
  return [...head, ...tables, ...rest, ...notes].join("\n").trimEnd();
}

function row({ change, item, stack, why }: PromotionEntry): string {
  return tableRow([change === "none" ? "" : change, kindOf(item), code(item), stack, why]);
}

function summarize({ entries, inStep }: PromotionReport): string {
  const count = (status: PromotionStatus): number => entries.filter((entry) => entry.status === status).length;
  const parts: [number, string][] = [
    [count("refused"), "refused"],
    [count("drifted"), "drifted"],
    [count("promote"), "to promote"],
    [count("behind"), "behind"],
    [count("ahead"), "ahead"],
    [count("override"), count("override") === 1 ? "stage override" : "stage overrides"],
    [count("missing"), "only in the source"],
  ];
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return [...told, `${inStep} in step`].join(", ");
}

function versions({ from, to, versions: { current, from: source, to: target } }: PromotionReport): string {
  const list = (names: readonly string[]): string => (names.length === 0 ? "never" : names.join(", "));
  return `Applied with version: ${from} ${list(source)}, ${to} ${list(target)}; this is ${current}.`;
}

function advice({ from, to, ok, idleOverrides }: PromotionReport): string[] {
  const idle = idleOverrides.map((name) => `promotion.overrides.${name} covers no difference any more; remove it.`);
  if (ok) return idle;
  return [
    ...idle,
    `Plans of ${to} are refused until ${from} has applied the same: npm run apply -- --stage ${from}. What differs on purpose ` +
      `belongs into promotion.overrides of ${to}; an emergency goes past it with SMUS_PROMOTION_OVERRIDE='<reason>'.`,
  ];
}
