import type { Project } from "../model";
import type { Path } from "../problems";
import { projects } from "./project-accounts";
import type { StageView } from "./view";

/** Members that a file gives to a project. */
export interface WrittenMembers {
  /** Path of the members. */
  readonly path: Path;
  /** Key of the standing project; absent for the project of the vocabulary. */
  readonly project?: string;
  readonly unit: string;
  readonly members: Project["members"];
}

/** Members of the standing projects, and of the one that is made for the vocabulary. */
export function writtenMembers(stage: StageView): WrittenMembers[] {
  const owner = stage.environment.catalog?.owner;
  return [
    ...projects(stage).map(([project, { unit, members }]) => ({
      ...{ path: ["projects", project, "members"], project, unit, members },
    })),
    ...(owner !== undefined && "create" in owner
      ? [{ path: ["catalog", "owner", "create", "members"], unit: owner.create.unit, members: owner.create.members }]
      : []),
  ];
}
