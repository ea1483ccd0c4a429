import { faultsOfRules, type RuleFault } from "../../governance/access-rules";
import { resolveAccessRules } from "../resolve/application";
import { show, type Path } from "../problems";
import { accessConditionsAskForSomething, accessRuleReferencesExist, dataAccessOf } from "./data-access";
import { list, type Finding } from "./finding";
import type { StageView } from "./view";

const AT: Path = ["application", "dataAccess"];

/**
 * Each rule on access decides on some request, none gives a restricted term away without a filter, and the examples are decided as
 * they say. Not asked while a rule names something that is not there: everything else would follow from that.
 */
export function accessRulesDecideAsTheySay(stage: StageView): Finding[] {
  const dataAccess = dataAccessOf(stage);
  if (dataAccess === undefined || stage.domain === undefined) return [];
  if (accessRuleReferencesExist(stage).length + accessConditionsAskForSomething(stage).length > 0) return [];
  const rules = resolveAccessRules(dataAccess, stage.domain);
  return faultsOfRules(rules).map((fault) => ({
    ...findingOf(fault, rules.rules[fault.rule].id),
    reads: [{ path: AT }, { path: ["domain", "units"] }],
  }));
}

function findingOf({ rule, fault }: RuleFault, id: string): Finding {
  const path = [...AT, "rules", rule];
  const approval = [...path, "outcome", "approve"];
  const filter = "a row filter or a column filter for restricted terms";
  switch (fault.kind) {
    case "impossible": {
      const got = `conditions of ${show(id)} that exclude each other`;
      const allowed = "conditions that a request can meet";
      return { code: "ACCESS_RULE_IMPOSSIBLE", path: [...path, "when"], got, allowed };
    }
    case "contradicted":
    case "shadowed":
      return takenFinding(path, id, fault);
    case "unfiltered": {
      const got = `all rows and columns for ${show(fault.term)}, for example for: ${fault.request}`;
      return { code: "ACCESS_RULE_UNFILTERED", path: approval, got, allowed: filter };
    }
    case "not-settled": {
      const got = `all rows and columns, perhaps for ${show(fault.term)}: the rules are too entangled to tell`;
      return { code: "ACCESS_RULE_UNFILTERED", path: approval, got, allowed: filter };
    }
    case "no-example": {
      const got = `no example that ${show(id)} decides itself`;
      const fix = "add a request that this rule decides";
      return { code: "ACCESS_RULE_EXAMPLE", path: [...path, "examples"], got, allowed: "at least one", fix };
    }
    case "example": {
      const allowed = fault.wanted === "none" ? "no decision by a rule" : `a decision by ${show(fault.wanted)}`;
      return { code: "ACCESS_RULE_EXAMPLE", path: [...path, "examples", fault.example], got: fault.got, allowed };
    }
  }
}

function takenFinding(
  path: Path,
  id: string,
  { kind, by }: { readonly kind: "contradicted" | "shadowed"; readonly by: readonly string[] },
): Finding {
  const allowed = "a rule that decides on some request";
  return kind === "contradicted"
    ? {
        code: "ACCESS_RULE_CONTRADICTED",
        path,
        got: `${show(id)}, all of whose requests are rejected by ${list(by)}`,
        allowed,
      }
    : {
        code: "ACCESS_RULE_SHADOWED",
        path,
        got: `${show(id)}, all of whose requests are decided before by ${list(by)}`,
        allowed,
      };
}
