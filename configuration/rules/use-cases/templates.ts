import { templateOf } from "../../../seeds/templates";
import { show } from "../../problems";
import { unknownName, type Finding } from "../finding";
import type { StageView } from "../view";
import { useCaseViews, type UseCaseView } from "./placed";

/** Options of a use case are those of its template. */
export function useCaseOptionsFit(hub: StageView): Finding[] {
  return useCaseViews(hub).flatMap(({ path, useCase }) => {
    const findings: Finding[] = [];
    const reads = [{ path: [...path, "template"] }];
    templateOf(useCase.template).options.read(useCase.options, "", ({ path: option, got, allowed, fix }) =>
      findings.push({
        code: "USE_CASE_OPTION",
        path: [...path, "options", option],
        got: show(got),
        allowed,
        fix,
        reads,
      }),
    );
    return findings;
  });
}

/** Hosts of code that use cases name exist. */
export function useCaseCodeHostsExist(hub: StageView): Finding[] {
  return useCaseViews(hub).flatMap(({ path, useCase: { codeHost }, settings: { codeHosts } }): Finding[] => {
    if (Object.hasOwn(codeHosts, codeHost)) return [];
    const among = [{ path: ["aiops", "codeHosts"] }];
    const reference = { path: [...path, "codeHost"], name: codeHost, names: Object.keys(codeHosts) };
    return [unknownName("CODE_HOST_UNKNOWN", { ...reference, home: "aiops.codeHosts", among })];
  });
}

/** Conditions can be met, and there are some where the template tunes a model of somebody else. */
export function useCaseGatesFit(hub: StageView): Finding[] {
  return useCaseViews(hub).flatMap((view) => [...modelsOnly(view), ...emptyRanges(view), ...missingLicences(view)]);
}

function modelsOnly({ path, useCase }: UseCaseView): Finding[] {
  const { name, releases } = templateOf(useCase.template);
  if (releases === "model package") return [];
  return (["modelPackageGroup", "gates", "trigger"] as const)
    .filter((part) => useCase[part] !== undefined)
    .map((part) => ({
      code: "USE_CASE_GATES",
      path: [...path, part],
      got: `${part} of a use case from the template ${show(name)}, which makes no model packages`,
      allowed: "such parts where versions are model packages",
      fix: "remove it",
      reads: [{ path: [...path, "template"] }],
    }));
}

function emptyRanges({ path, useCase }: UseCaseView): Finding[] {
  return Object.entries(useCase.gates?.metrics ?? {}).flatMap(([metric, { minimum, maximum }]): Finding[] => {
    const at = [...path, "gates", "metrics", metric];
    const finding = { code: "USE_CASE_GATES", path: at, reads: [{ path: at }] } as const;
    if (minimum === undefined && maximum === undefined)
      return [{ ...finding, got: "neither minimum nor maximum", allowed: "at least one of them", fix: "add one" }];
    if (minimum === undefined || maximum === undefined || minimum <= maximum) return [];
    const got = `a minimum of ${minimum} and a maximum of ${maximum}`;
    return [{ ...finding, got, allowed: "a minimum that is not above the maximum", fix: "exchange or change them" }];
  });
}

/** Option in which a template names the licence of the model that it tunes. */
const LICENCE = "licence";

function missingLicences({ path, useCase }: UseCaseView): Finding[] {
  const licence = useCase.options[LICENCE];
  const licences = useCase.gates?.licences;
  if (useCase.template !== "llm-fine-tuning" || licence === undefined || licences?.includes(licence) === true)
    return [];
  const got = licences === undefined ? "no licences" : `licences without ${show(licence)}, that of its base model`;
  return [
    {
      code: "USE_CASE_GATES",
      path: [...path, "gates", "licences"],
      got,
      allowed: "the licences of base models that may be promoted, that of this one among them",
      fix: `add gates: { licences: [${show(licence)}] }`,
      reads: [{ path: [...path, "options"] }, { path: [...path, "template"] }, { path: [...path, "gates"] }],
    },
  ];
}
