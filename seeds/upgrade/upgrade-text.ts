import { code, line, table } from "../../formats/markdown";
import type { UpgradeAction, UpgradePlan } from "./plan-upgrade";

const MEANING: Readonly<Record<UpgradeAction, string>> = {
  add: "new in the template",
  replace: "replaced: nobody had changed it",
  remove: "removed: the template no longer has it, and nobody had changed it",
  "keep changed": "yours is kept; the template has changed it, too",
  "keep deleted": "stays away, as you deleted it; the template has changed it",
  "keep obsolete": "yours is kept; the template no longer has it",
  "keep foreign": "yours is kept; the template has a file of this name now",
};

/** Description of the merge request of an upgrade, as Markdown: what it does, and what it left to people (those first). */
export function upgradeText(template: string, { from, to, changes }: UpgradePlan): string {
  const kept = changes.filter(({ action }) => action.startsWith("keep"));
  const rows = [...kept, ...changes.filter((change) => !kept.includes(change))];
  const left =
    kept.length === 0
      ? line`Every file that the template changes was as it had been seeded.`
      : line`Left as they are: ${kept.length} of ${changes.length}. Compare those with the template by hand.`;
  const listed = table(
    ["File", "What happens"],
    rows.map(({ path, action }) => [code(path), MEANING[action]]),
  );
  const body = changes.length === 0 ? ["No file changes but the marker."] : [left.markdown, "", ...listed];
  const head = line`Template ${code(template)} from version ${code(from)} to ${code(to)}. Nothing that people wrote is overwritten.`;
  return `${[head.markdown, "", ...body].join("\n")}\n`;
}
