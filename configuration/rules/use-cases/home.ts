import { show } from "../../problems";
import { hubSettings } from "../../resolve";
import { unknownName, type Finding } from "../finding";
import type { OrganizationView, StageView } from "../view";

/** AI operations and use cases are in a stage that owns its domain, and use cases where AI operations are. */
export function useCasesComeWithAiops(stage: StageView): Finding[] {
  const { environment, ownsDomain, owner } = stage;
  const { aiops } = environment;
  const has = Object.keys(environment.useCases).length > 0;
  const takesPart = aiops !== undefined && "fromStage" in aiops;
  if (!ownsDomain) {
    const what = aiops === undefined ? (has ? "useCases" : undefined) : takesPart ? undefined : "aiops";
    const to = owner === undefined ? "the stage that owns the domain" : `stage ${show(owner.name)}`;
    return what === undefined
      ? []
      : [
          {
            code: "AIOPS_MISPLACED",
            path: [what],
            got: `${what} in a stage that joins a domain`,
            allowed: "aiops and useCases in the stage that owns the domain in which use cases are built",
            fix: `move both to ${to}`,
            reads: [{ path: ["domain"] }],
          },
        ];
  }
  if (!has || hubSettings(environment) !== undefined) return [];
  const fix = takesPart ? `move them to stage ${show(aiops.fromStage)}` : "add aiops with a code host";
  const got = takesPart ? `use cases, though aiops names stage ${show(aiops.fromStage)}` : "use cases without aiops";
  return [
    {
      code: "AIOPS_MISSING",
      path: ["useCases"],
      got,
      allowed: "use cases beside aiops.codeHosts",
      fix,
      reads: [{ path: ["aiops"] }],
    },
  ];
}

/** A stage takes part in the use cases of another one that has some, and only where it does not do so by its domain. */
export function aiopsStagesExist({ stages, byName, stageNames }: OrganizationView): Finding[] {
  return stages.flatMap((stage): Finding[] => {
    const { aiops } = stage.environment;
    if (aiops === undefined || !("fromStage" in aiops)) return [];
    const name = aiops.fromStage;
    const path = ["aiops", "fromStage"];
    const at = { code: "AIOPS_STAGE_UNKNOWN", stage, path } as const;
    if (!stage.ownsDomain) {
      const allowed = "aiops.fromStage only in a stage with a domain of its own";
      const fix = `remove aiops: stage ${show(stage.owner?.name ?? "")} has the domain, and is where use cases are looked for`;
      return [
        {
          ...at,
          path: ["aiops"],
          got: `stage ${show(name)}, in a stage that joins a domain`,
          allowed,
          fix,
          reads: [{ path: ["domain"] }],
        },
      ];
    }
    const hub = byName.get(name);
    const hubs = stages.filter((other) => other !== stage && hubSettings(other.environment) !== undefined);
    if (hub !== undefined && hubs.includes(hub)) return [];
    if (hub === undefined && stageNames.has(name)) return [];
    const names = hubs.map((other) => other.name);
    const unknown = unknownName("AIOPS_STAGE_UNKNOWN", {
      path,
      name,
      names,
      home: "the stages that have aiops.codeHosts",
      among: stages.flatMap((other) => [
        { stage: other, path: ["aiops"] },
        { stage: other, path: ["domain"] },
      ]),
    });
    const fix = names.length === 0 ? "add aiops with a code host to that stage" : unknown.fix;
    return [{ ...unknown, stage, ...(hub === undefined ? {} : { fix }) }];
  });
}
