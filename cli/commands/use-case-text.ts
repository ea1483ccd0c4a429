import type { UseCaseExpansion } from "../../configuration";

type Place = UseCaseExpansion["places"][number];

/** A use case with all that it becomes, for the stage whose file has it. */
export function useCaseText({
  useCase,
  pattern,
  template,
  repositories,
  modelPackageGroup,
  places,
}: UseCaseExpansion): string {
  const group =
    modelPackageGroup === null ? [] : [`    model packages: group ${modelPackageGroup} in each of its accounts`];
  return [
    `  use case ${useCase}: ${pattern}, from the template ${template}`,
    `    repositories: ${repositories.build}, ${repositories.deploy}`,
    ...group,
    ...places.map(placeText),
  ].join("\n");
}

function placeText({ stage, account, accountId, production, project, roles, approval }: Place): string {
  const members = Object.entries(project?.members ?? {}).map(([who, designation]) => `${who} ${designation}`);
  const lines = [
    project === null
      ? "no project"
      : `project ${project.name} (unit ${project.unit}, profile ${project.profile}): ${members.join(", ") || "no members"}`,
    ...(roles.build === null ? [] : [`built as role ${roles.build}`]),
    ...(roles.deploy === null ? [] : [`deployed as role ${roles.deploy}`]),
    ...(approval === null
      ? []
      : [`released by ${approval.approvers.join(", ")}; on the code host by ${approval.reviewers.join(", ")}`]),
  ];
  const mark = production ? ", production" : "";
  return [`    ${stage}: account ${account} (${accountId})${mark}`, ...lines.map((line) => `      ${line}`)].join("\n");
}
