import type { PromotionCaller, ShownStage, ShownUseCase } from "../../contracts/aiops/promotion-office";
import { refuseRelease } from "./people";
import { type Passage, type PassagePhase, type Promotion, type PromotionsRecord, stageOf } from "./record";
import { stageNamed, type UseCase } from "./use-case";

type Wait = ShownStage["waits"][number];

/** Phases in which something is waited for. */
const WAITS: Partial<Record<PassagePhase, Wait["waitsFor"]>> = {
  waiting: "function",
  copying: "function",
  registering: "function",
  held: "people",
  released: "function",
  deploying: "code-host",
};

const SENTENCES: Partial<Record<PassagePhase, string>> = {
  waiting: "It begins in this stage soon.",
  copying: "Its artifacts are copied.",
  registering: "It is registered in the stage's account.",
  held: "Somebody has to release it.",
  released: "It is released, and deployed as soon as the stage is free.",
  deploying: "The code host deploys it.",
};

/** A use case as somebody may see it: per stage what is to run, what runs, and what waits for whom since when. */
export function shownUseCase(
  record: PromotionsRecord,
  useCase: UseCase,
  caller: PromotionCaller,
  now: string,
): ShownUseCase {
  return {
    useCase: useCase.key,
    title: useCase.title,
    stages: useCase.stages.map(({ name }) => shownStage(record, useCase, name, caller, now)),
    promotions: [...record.promotions].reverse().map((promotion) => ({
      promotion: promotion.id,
      source: promotion.source,
      state: promotion.state,
      since: promotion.since,
      sentence: promotion.problem ?? sentenceOf(promotion),
      gates: promotion.gates.map((gate) => ({ ...gate })),
    })),
  };
}

function sentenceOf({ state, commit, approvers }: Promotion): string {
  const by = approvers.join(", ") || "nobody known";
  return `${state === "done" ? "Deployed to every stage" : "On its way"}; approved by ${by}${commit === undefined ? "" : `, of commit ${commit}`}.`;
}

function shownStage(
  record: PromotionsRecord,
  useCase: UseCase,
  name: string,
  caller: PromotionCaller,
  now: string,
): ShownStage {
  const { account, production } = stageNamed(useCase, name);
  const { promoted, order, running, history } = stageOf(record, name);
  const earlier = history.filter(({ release }) => release !== promoted?.release);
  return {
    ...{ stage: name, account, production },
    ...(promoted === undefined ? {} : { promoted: { ...promoted } }),
    ...(running === undefined
      ? {}
      : { running: { ...running, differs: order === undefined && running.release !== promoted?.release } }),
    ...(order === undefined
      ? {}
      : {
          deploying: {
            ...{ release: order.release, kind: order.kind, since: order.orderedAt },
            ...(order.run === undefined ? {} : { run: order.run }),
          },
        }),
    waits: record.promotions
      .filter(({ state }) => state === "under-way")
      .flatMap((promotion) => waitOf(promotion, useCase, name, caller, now)),
    earlier: earlier.map((deployment) => ({ ...deployment })),
  };
}

function waitOf(promotion: Promotion, useCase: UseCase, stage: string, caller: PromotionCaller, now: string): Wait[] {
  const passage = promotion.passages[stage] as Passage | undefined;
  const waitsFor = passage && WAITS[passage.phase];
  if (passage === undefined || waitsFor === undefined) return [];
  const { approvers } = stageNamed(useCase, stage);
  const isHeld = passage.phase === "held" && now < (passage.lapsesAt ?? now);
  return [
    {
      ...{ promotion: promotion.id, source: promotion.source, phase: passage.phase, since: passage.since },
      waitsFor: passage.problem === undefined ? waitsFor : "operator",
      sentence: passage.problem ?? SENTENCES[passage.phase] ?? "",
      approvers: passage.phase === "held" ? [...approvers] : [],
      ...(passage.lapsesAt === undefined || passage.phase !== "held" ? {} : { lapsesAt: passage.lapsesAt }),
      youMayDecide: isHeld && refuseRelease(caller, useCase, stage, promotion) === undefined,
    },
  ];
}
