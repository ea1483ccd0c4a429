import type { PromotionAnswers, PromotionErrand, PromotionRefusal } from "../../../contracts/aiops/promotion-office";
import { decidePromotion, maySee, notFound, rollBack, type UseCase } from "../../../governance/promotions";
import type { Workplace } from "../work";
import { act, type Desk, recordOf, type Shown, shown } from "./desk";
import { promote } from "./wishes";

/** Does one errand. */
export async function doErrand(
  desk: Desk,
  errand: PromotionErrand,
): Promise<PromotionAnswers[keyof PromotionAnswers] | PromotionRefusal> {
  if (errand.ask === "use-cases") return { useCases: await allInSight(desk) };
  const useCase = await inSight(desk, errand.useCase);
  if (useCase === undefined) return notFound();
  switch (errand.ask) {
    case "use-case":
      return shown(desk, useCase, await recordOf(desk, useCase));
    case "decide":
      return act(desk, useCase, (record, now) => decidePromotion(record, useCase, desk.caller, errand, now));
    case "rollback":
      return act(desk, useCase, (record, now) => rollBack(record, useCase, desk.caller, errand, now));
    case "promote":
      return promote(desk, useCase, errand);
  }
}

async function allInSight(desk: Desk): Promise<Shown[]> {
  const all: Shown[] = [];
  for (const key of Object.keys(desk.place.settings.useCases)) {
    const useCase = await inSight(desk, key);
    if (useCase !== undefined) all.push(shown(desk, useCase, await recordOf(desk, useCase)));
  }
  return all;
}

/** The use case where the caller may see it. Nothing is promoted of one whose build account is not applied, but it is shown. */
async function inSight({ place, caller }: Desk, key: string): Promise<UseCase | undefined> {
  const settings = place.settings.useCases[key] as Workplace["settings"]["useCases"][string] | undefined;
  if (settings === undefined || !maySee(caller, settings)) return undefined;
  return (await place.useCase(key)) ?? { ...settings, key, bucket: "" };
}
