import type { ConditionVerdict, Verdict } from "../../../governance/access-rules/conditions";
import type { AccessDetail } from "../../api/operations";
import { h, type Child } from "../../../pages/browser/dom";
import { CONDITIONS } from "../words";

/** A rule that was asked, as the decision keeps it. */
interface RuleVerdict {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly conditions: readonly ConditionVerdict[];
}

const VERDICTS: Readonly<Record<Verdict, string>> = { yes: "holds", no: "does not hold", unknown: "not known" };

/** Words of the rules on the request, rule by rule; folded, for it is long. */
export function rulesSection({ ruled }: AccessDetail): Child {
  if (ruled === undefined) return undefined;
  const considered = (ruled.considered ?? []) as readonly RuleVerdict[];
  return h(
    "section",
    { class: "panel", "aria-labelledby": "rules-title" },
    h("h2", { id: "rules-title" }, "What the rules said"),
    h("p", {}, ruled.reason),
    ruled.rule !== undefined && h("p", {}, "Rule ", h("code", {}, ruled.rule), "."),
    considered.length > 0 &&
      h("details", {}, h("summary", {}, "Every rule that was asked"), ...considered.map(ruleTable)),
    h("p", { class: "muted" }, "Version of the rules: ", h("code", {}, ruled.version)),
  );
}

function ruleTable({ rule, verdict, conditions }: RuleVerdict): HTMLElement {
  const head = h("tr", {}, ...["Asks for", "What is known", "Answer"].map((text) => h("th", { scope: "col" }, text)));
  const rows = conditions.map(({ condition, verdict: one, fact }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, CONDITIONS[condition] ?? condition),
      h("td", {}, fact),
      h("td", {}, VERDICTS[one]),
    ),
  );
  const caption = h("caption", {}, h("code", {}, rule), ` ${VERDICTS[verdict]}`);
  if (rows.length === 0) return h("p", {}, h("code", {}, rule), " asks for nothing: it always holds.");
  return h("table", {}, caption, h("thead", {}, head), h("tbody", {}, ...rows));
}
