import { isAmbiguous, isThrottled } from "../../../aws/faults";
import {
  type PromotionAnswers,
  promotionOfficeEvent,
  type PromotionRefusal,
} from "../../../contracts/aiops/promotion-office";
import type { Failure } from "../../application-store/queue-message";
import type { Workplace } from "../work";
import { doErrand } from "./errands";

/** Answer of the office: what was asked for, or why it is not done. */
export type OfficeAnswer = PromotionAnswers[keyof PromotionAnswers] | PromotionRefusal;

/**
 * Does an errand of the API at the workplace of the function: rights are decided here, on the very use case as it is at this moment.
 *
 * Every errand may be sent again: what was decided already is answered so.
 *
 * @param office - Member `office` of the event, which is not checked yet.
 * @throws where the API sends something else: the two are not of one version
 */
export async function answerOffice(
  office: unknown,
  place: Workplace,
  report: (failure: Failure) => void,
): Promise<OfficeAnswer> {
  const { caller, errand } = promotionOfficeEvent.shape.office.parse(office);
  const ring = async (useCase: string): Promise<void> => {
    // What was stored is found by the sweep, too.
    await place.bell.ring(useCase).catch((error: unknown) => report({ subject: `bell of ${useCase}`, error }));
  };
  try {
    return await doErrand({ place, caller, ring }, errand);
  } catch (error) {
    if (!isThrottled(error) && !isAmbiguous(error)) throw error;
    return { refused: "busy", message: "A service is busy: send the same request again in some seconds." };
  }
}
