import type { OfficeAnswers, OfficeRefusal } from "../../../contracts/application/projects/answers";
import {
  placeOfProblem,
  type CheckProblem,
  type ProjectRefusal,
  type ProjectUses,
} from "../../../governance/project-requests";
import { notFound } from "./place";

type WishProblem = OfficeAnswers["check"]["problems"][number];

/** A problem with the member of the wish that it is about. */
export const problemShown = ({ code, message }: CheckProblem): WishProblem => ({
  ...{ code, message },
  at: placeOfProblem(code),
});

/** Things that a project still has, for people. */
export const usesShown = ({ heldByOthers, own, published, dataSources, environments }: ProjectUses) => ({
  heldByOthers: heldByOthers.map(({ id, project, asset }) => ({ id, project, asset })),
  own: own.map(({ id, asset }) => ({ id, asset })),
  published: published.map(named),
  dataSources: dataSources.map(named),
  environments: environments.map(named),
});

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name });

/**
 * A refusal in the words of the contract.
 *
 * @param at - Member of the body that names people or days, where it is not called so in a wish.
 */
export function refusalShown(refusal: ProjectRefusal, at?: string): OfficeRefusal {
  const { refused, message, problems, uses, decidedBy } = refusal;
  switch (refused) {
    case "unknown":
      return notFound();
    case "member-unknown":
    case "no-human-owner":
    case "named-twice":
      return { refused: "problems", message, problems: [{ code: refused, at: at ?? "members", message }] };
    case "too-long":
      return {
        refused: "problems",
        message,
        problems: [{ code: "lifetime-too-long", at: at ?? "lifetimeDays", message }],
      };
    default:
      return {
        ...{ refused, message },
        ...(problems === undefined ? {} : { problems: problems.map(problemShown) }),
        ...(uses === undefined ? {} : { uses: usesShown(uses) }),
        ...(decidedBy === undefined ? {} : { decidedBy }),
      };
  }
}
