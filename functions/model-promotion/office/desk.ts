import type { PromotionAnswers, PromotionCaller, PromotionRefusal } from "../../../contracts/aiops/promotion-office";
import { freshRecord, type PromotionsRecord, refuse, shownUseCase, type UseCase } from "../../../governance/promotions";
import type { Workplace } from "../work";

/** Somebody at the office. */
export interface Desk {
  readonly place: Workplace;
  readonly caller: PromotionCaller;
  /** Has a use case looked at soon. */
  readonly ring: (useCase: string) => Promise<void>;
}

/** A use case as it is shown. */
export type Shown = PromotionAnswers["use-case"];

/** Memory of a use case's promotions. */
export const recordOf = async ({ place }: Desk, { key }: UseCase): Promise<PromotionsRecord> =>
  (await place.ports.store.load(key)) ?? freshRecord(key);

/** A use case as the caller sees it. */
export function shown({ place, caller }: Desk, useCase: UseCase, record: PromotionsRecord): Shown {
  return shownUseCase(record, useCase, caller, place.ports.clock());
}

/** Attempts to store what somebody has decided over what others store. */
const ATTEMPTS = 5;

/** Changes the record of a use case as a person wishes, over what is stored, and has the function look at it. */
export async function act(
  desk: Desk,
  useCase: UseCase,
  change: (record: PromotionsRecord, now: string) => PromotionsRecord | PromotionRefusal,
): Promise<Shown | PromotionRefusal> {
  const { store, clock } = desk.place.ports;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const changed = change(await recordOf(desk, useCase), clock());
    if ("refused" in changed) return changed;
    if (!(await store.save(changed))) continue;
    await desk.ring(useCase.key);
    return shown(desk, useCase, changed);
  }
  return refuse("busy", "Others are changing the same use case: send the request again.");
}
