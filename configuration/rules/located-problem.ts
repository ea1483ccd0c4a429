import { problem, show, type Path, type Problem } from "../problems";
import type { Evidence, Finding } from "./finding";
import type { StageView, UseCaseProject } from "./view";

/** A problem, and the stage that it is about where the file is another one's, which has the use case that a project comes from. */
export interface LocatedProblem {
  readonly problem: Problem;
  readonly inStage?: string;
}

/** The problem that a finding becomes; none where it follows from values that could not be read. */
export function toProblem(finding: Finding, subject: StageView): LocatedProblem | undefined {
  const { stage = subject, reads = [], among = [], ...rest } = finding;
  const place = writtenPlace(stage, finding.path);
  const placeOf = (evidence: Evidence): WrittenPlace => writtenPlace(evidence.stage ?? stage, evidence.path);
  const uncertain =
    [place.path, ...(place.instead ?? [])].some((path) => place.mended.covers(path)) ||
    reads.map(placeOf).some(({ mended, path }) => mended.touches(path)) ||
    among.map(placeOf).some(({ mended, path }) => mended.covers(path));
  if (uncertain) return undefined;
  const files = [...reads, ...among].flatMap((evidence) =>
    evidence.stage === undefined ? [] : placeOf(evidence).file,
  );
  const isElsewhere = place.file !== stage.file;
  const otherFiles = [...new Set([...files, ...(isElsewhere ? [stage.file] : [])])].filter(
    (file) => file !== place.file,
  );
  const found = problem({ ...rest, path: place.path, file: place.file, otherFiles });
  return place.ofUseCase ? { problem: found, inStage: stage.name } : { problem: found };
}

/** A place in a file. */
export interface WrittenPlace {
  readonly file: string;
  readonly mended: StageView["mended"];
  readonly path: Path;
  readonly ofUseCase?: true;
  /** Places that would have said it instead, could they be read. */
  readonly instead?: readonly Path[];
}

/** The place that people have written: projects of use cases stand in no file. */
export function writtenPlace({ file, mended, useCaseProjects }: StageView, path: Path): WrittenPlace {
  const [map, key, ...rest] = path;
  const project = map === "projects" && typeof key === "string" ? useCaseProjects.get(key) : undefined;
  return project === undefined
    ? { file, mended, path }
    : { file: project.file, mended: project.mended, ofUseCase: true, ...placeInUseCase(project, rest) };
}

/** The part of a use case that says a part of its project: of the place, or of all places. */
function placeInUseCase(
  { useCase, index, useCases }: UseCaseProject,
  [part, ...rest]: Path,
): Pick<WrittenPlace, "path" | "instead"> {
  const path = ["useCases", useCase];
  const at = [...path, ...(index === undefined ? ["build"] : ["stages", index])];
  const { build, stages } = useCases[useCase];
  const place = index === undefined ? build : stages[index];
  switch (part) {
    case "account":
      return { path: [...at, "account"] };
    case "name": {
      const own = [...at, "projectName"];
      return place.projectName === undefined ? { path, instead: [own] } : { path: own };
    }
    case "unit":
    case "profile":
    case "members": {
      const own = [...at, part];
      const below = part === "members" ? rest : [];
      return place[part] === undefined
        ? { path: [...path, part, ...below], instead: [own] }
        : { path: [...own, ...below] };
    }
    default:
      return { path };
  }
}

/** Problems, with those as one that a use case has in several stages. */
export function mergeProblems(located: readonly LocatedProblem[]): Problem[] {
  const merged = new Map<string, { readonly problem: Problem; readonly stages: string[]; readonly files: string[] }>();
  located.forEach(({ problem: found, inStage }, index) => {
    const { otherFiles, ...same } = found;
    const key = inStage === undefined ? String(index) : JSON.stringify(same);
    const entry = merged.get(key) ?? { problem: found, stages: [], files: [] };
    merged.set(key, entry);
    entry.files.push(...otherFiles);
    if (inStage !== undefined && !entry.stages.includes(inStage)) entry.stages.push(inStage);
  });
  return [...merged.values()].map(({ problem: found, stages, files }) => {
    if (stages.length === 0) return found;
    const where = `in stage${stages.length === 1 ? "" : "s"} ${stages.map(show).join(", ")}`;
    return { ...found, got: `${found.got}, ${where}`, otherFiles: [...new Set(files)] };
  });
}
