import { MODEL_GOVERNANCE } from "../../contracts/service/model-governance";
import { show, type Path } from "../problems";
import type { Evidence, Finding } from "./finding";
import type { DomainView, StageView } from "./view";

const { profile: PROFILE, project: PROJECT, template: TEMPLATE } = MODEL_GOVERNANCE;

/**
 * The profile of model governance is the one that the service looks for: its name, in the root unit, nothing to deploy, in the
 * stage that owns the domain.
 */
export function modelGovernanceProfilesFit(stage: StageView): Finding[] {
  return governanceProfiles(stage).flatMap(([key, { name, unit, target, configurations, without }]) => {
    const at = ["profiles", key];
    const template = { path: [...at, "template"] };
    const wrong = (path: Path, got: string, allowed: string, fix: string): Finding => ({
      code: "MODEL_GOVERNANCE",
      path: [...at, ...path],
      got,
      allowed,
      fix,
      reads: [template],
    });
    const [first] = Object.keys(configurations);
    return [
      ...(stage.ownsDomain ? [] : [elsewhere(stage, at, template)]),
      ...(name === PROFILE ? [] : [wrong(["name"], show(name), show(PROFILE), `use ${show(PROFILE)}`)]),
      ...(unit === "root" ? [] : [wrong(["unit"], show(unit), '"root"', "remove it")]),
      ...(target === undefined ? [] : [wrong(["target"], "a target", "nothing: it deploys nothing", "remove it")]),
      ...(first === undefined && without.length === 0
        ? []
        : [wrong(["configurations"], show(first ?? without[0]), "none", "remove them, or use another template")]),
    ];
  });
}

function elsewhere({ name }: StageView, path: Path, template: Evidence): Finding {
  const allowed = "the stage that owns the domain";
  const fix = "move it there, with its project";
  return {
    code: "MODEL_GOVERNANCE",
    path,
    got: `stage ${show(name)}`,
    allowed,
    fix,
    reads: [template, { path: ["domain"] }],
  };
}

/** A profile of model governance has one project, under the name by which the portal and AWS's tools know it. */
export function modelGovernanceProjectsFit(stage: StageView): Finding[] {
  const governing = governanceProfiles(stage).map(([key]) => key);
  const projects = Object.entries(stage.environment.projects);
  const missing = governing.flatMap((key): Finding[] => {
    if (projects.some(([, { profile }]) => profile === key)) return [];
    const fix = `add a project with the name ${show(PROJECT)} and profile ${show(key)}`;
    const got = "no project of this profile";
    const allowed = `one project, ${show(PROJECT)}`;
    return [{ code: "MODEL_GOVERNANCE", path: ["profiles", key], got, allowed, fix, reads: [{ path: ["projects"] }] }];
  });
  return [
    ...missing,
    ...projects.flatMap(([key, { name, profile, unit }]): Finding[] => {
      const at = (member: string): { path: Path; reads: Evidence[] } => ({
        path: ["projects", key, member],
        reads: [{ path: ["projects", key, "profile"] }, { path: ["profiles", profile, "template"] }],
      });
      if (governing.includes(profile))
        return [
          ...(name === PROJECT ? [] : [wrongProject(at("name"), name, PROJECT)]),
          ...(unit === "root" ? [] : [wrongProject(at("unit"), unit, "root")]),
        ];
      if (name !== PROJECT) return [];
      const allowed = `a profile of the template ${show(TEMPLATE)}`;
      const fix = "use such a profile, or another name for the project";
      return [{ ...at("profile"), code: "MODEL_GOVERNANCE", got: show(profile), allowed, fix }];
    }),
  ];
}

/** A domain has one profile of model governance. */
export function modelGovernanceIsOnce(domain: DomainView): Finding[] {
  const all = domain.flatMap((stage) => governanceProfiles(stage).map(([key]) => ({ stage, key })));
  return all.slice(1).map(({ stage, key }): Finding => {
    const path = ["profiles", key, "template"];
    const got = `${show(TEMPLATE)}, as profile ${show(all[0].key)} of stage ${show(all[0].stage.name)}`;
    const reads = [{ stage: all[0].stage, path: ["profiles", all[0].key, "template"] }];
    return {
      code: "MODEL_GOVERNANCE",
      stage,
      path,
      got,
      allowed: "one such profile in the domain",
      fix: "remove it",
      reads,
    };
  });
}

function wrongProject(at: { path: Path; reads: Evidence[] }, got: string, allowed: string): Finding {
  return { ...at, code: "MODEL_GOVERNANCE", got: show(got), allowed: show(allowed), fix: `use ${show(allowed)}` };
}

function governanceProfiles({ environment }: StageView) {
  return Object.entries(environment.profiles).filter(([, { template }]) => template === TEMPLATE);
}
