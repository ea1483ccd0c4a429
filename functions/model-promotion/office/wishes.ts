import type { PromotionAnswers, PromotionErrand, PromotionRefusal } from "../../../contracts/aiops/promotion-office";
import {
  missedText,
  nameOf,
  parseRelease,
  refuse,
  refuseWish,
  type UseCase,
  wishedData,
  wishedVersion,
} from "../../../governance/promotions";
import { act, type Desk } from "./desk";

type Errand = Extract<PromotionErrand, { ask: "promote" }>;

/** Promotes one release because a person asks for it: a version by the same gates as ever, a data release by its manifest. */
export async function promote(
  desk: Desk,
  useCase: UseCase,
  { release, reason }: Errand,
): Promise<PromotionAnswers["promote"] | PromotionRefusal> {
  const { caller, place } = desk;
  const { registry } = place.ports;
  const refusal = refuseWish(caller, useCase);
  if (refusal !== undefined) return refusal;
  const person = { name: nameOf(caller), names: caller.names, reason };
  const parsed = parseRelease(release);
  if (parsed?.kind === "data") {
    if ((await registry.manifestDigest(useCase, release)) !== parsed.digest)
      return refuse("not-promotable", `There is no release ${release} whose manifest has that digest.`);
    return act(desk, useCase, (record, now) => wishedData(record, release, parsed.digest, person, now));
  }
  const view = await registry.describe(useCase, release);
  if (view === undefined)
    return refuse(
      "not-promotable",
      `${release} is no version that ${useCase.key} has built: name its ARN, with the version.`,
    );
  return act(desk, useCase, (record, now) => {
    const wished = wishedVersion(record, view, useCase, person, now);
    return "missed" in wished ? refuse("not-promotable", missedText(wished.missed)) : wished;
  });
}
