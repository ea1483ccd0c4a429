import type { Project } from "../model";
import type { Path } from "../problems";
import { projects } from "./project-accounts";
import type { StageView } from "./view";

/** Members that a file gives to a project. */
export interface WrittenMembers {
  /** Path of the members. */
  readonly path: Path;
  readonly unit: string;
  readonly members: Project["members"];
}

/** Members of the standing projects, and of the one that is made for the vocabulary. */
export function writtenMembers(stage: StageView): WrittenMembers[] {
  const owner = stage.environment.catalog?.owner;
  return [
    ...projects(stage).map(([key, { unit, members }]) => ({ path: ["projects", key, "members"], unit, members })),
    ...(owner !== undefined && "create" in owner
      ? [{ path: ["catalog", "owner", "create", "members"], unit: owner.create.unit, members: owner.create.members }]
      : []),
  ];
}
