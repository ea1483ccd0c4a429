import { domainOwner, hubOf } from "../../resolve";
import { show } from "../../problems";
import { repeated, unknownName, type Finding } from "../finding";
import type { OrganizationView } from "../view";
import { allPlaces, useCaseViews, type PlaceView } from "./placed";

/** Environments on code hosts have the names of stages, as the templates take them. */
const LONGEST_ENVIRONMENT = 16;

/** Stages that use cases name exist. */
export function useCaseStagesExist(organization: OrganizationView): Finding[] {
  const { stageNames } = organization;
  return allPlaces(organization).flatMap(({ hub, at, place, target }): Finding[] => {
    if (target !== undefined || stageNames.has(place.stage)) return [];
    const path = [...at, "stage"];
    const reference = { path, name: place.stage, names: stageNames, home: "the environments directory", among: [] };
    return [{ ...unknownName("USE_CASE_STAGE_UNKNOWN", reference), stage: hub }];
  });
}

/** A use case is built in the domain of its file, and deployed to stages that take part in its use cases. */
export function useCaseStagesTakePart(organization: OrganizationView): Finding[] {
  return allPlaces(organization).flatMap((placed): Finding[] => {
    const { hub, at, place, target, index } = placed;
    const owner = target === undefined ? undefined : domainOwner(target, organization.byName);
    if (target === undefined || owner === undefined) return [];
    const path = [...at, "stage"];
    const reads = [
      { stage: target, path: ["domain"] },
      { stage: target, path: ["aiops"] },
    ];
    const where = `${show(place.stage)}, whose domain is that of stage ${show(owner.name)}`;
    const finding = { code: "USE_CASE_STAGE_OUTSIDE", stage: hub, path, got: where, reads } as const;
    if (index === undefined && owner !== hub) {
      const allowed = `a stage of the domain of ${show(hub.name)}: the function that makes repositories reads its project`;
      return [
        { ...finding, allowed, fix: `build it in such a stage, or move the use case to stage ${show(owner.name)}` },
      ];
    }
    if (hubOf(target, organization.byName) === hub) return [];
    const allowed = `stages of the domain of ${show(hub.name)}, and those with aiops: { fromStage: ${show(hub.name)} }`;
    return [
      {
        ...finding,
        allowed,
        fix: `add aiops: { fromStage: ${show(hub.name)} } to ${owner.file}, or leave the stage out`,
      },
    ];
  });
}

/** Stages of a use case are named once, and by names that a code host's environment can have. */
export function useCaseStagesDiffer(organization: OrganizationView): Finding[] {
  return organization.stages.flatMap(useCaseViews).flatMap(({ hub, path, useCase }) =>
    repeated([...useCase.stages.entries()], ([, { stage }]) => stage).map(({ first, again }): Finding => {
      const got = `${show(again[1].stage)}, which is also stages[${first[0]}]`;
      const reads = [{ stage: hub, path: [...path, "stages", first[0], "stage"] }];
      const at = [...path, "stages", again[0], "stage"];
      return { code: "USE_CASE_STAGE_DUPLICATE", stage: hub, path: at, got, allowed: "a stage once", reads };
    }),
  );
}

/** Names of stages fit the environments that code hosts have for them. */
export function useCaseStageNamesFit(organization: OrganizationView): Finding[] {
  const isLong = ({ place, target }: PlaceView): boolean =>
    target !== undefined && place.stage.length > LONGEST_ENVIRONMENT;
  return allPlaces(organization)
    .filter(isLong)
    .map(({ hub, at, place }): Finding => {
      const got = `${show(place.stage)} of ${place.stage.length} characters`;
      const allowed = `stages whose names have at most ${LONGEST_ENVIRONMENT}: they name environments of repositories`;
      return {
        code: "NAME_TOO_LONG",
        stage: hub,
        path: [...at, "stage"],
        got,
        allowed,
        fix: "rename the stage's file",
      };
    });
}
