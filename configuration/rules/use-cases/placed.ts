import type { AiopsHub, UseCase } from "../../model";
import type { Path } from "../../problems";
import { hubSettings, placesOf, useCasesOf, type PlacedUseCase } from "../../resolve";
import type { Evidence } from "../finding";
import type { OrganizationView, StageView } from "../view";

/** A use case in the file that has it. */
export interface UseCaseView {
  /** The stage whose file has it. */
  readonly hub: StageView;
  readonly settings: AiopsHub;
  readonly key: string;
  readonly useCase: UseCase;
  readonly path: Path;
}

/** A place of a use case, with the stage that it names. */
export interface PlaceView extends UseCaseView, PlacedUseCase {
  /** Path of the place. */
  readonly at: Path;
  /** Nothing where there is no such stage, or its file could not be evaluated. */
  readonly target: StageView | undefined;
}

/** Use cases of a stage whose file may have some. */
export function useCaseViews(hub: StageView): UseCaseView[] {
  const settings = hubSettings(hub.environment);
  if (settings === undefined) return [];
  return useCasesOf(hub).map(([key, useCase]) => ({ hub, settings, key, useCase, path: ["useCases", key] }));
}

/** Places of a use case: where it is built, then its stages in their order. */
export function placeViews(view: UseCaseView, { byName }: OrganizationView): PlaceView[] {
  return placesOf(view.useCase).map((placed) => ({
    ...view,
    ...placed,
    at: [...view.path, ...(placed.index === undefined ? ["build"] : ["stages", placed.index])],
    target: byName.get(placed.place.stage),
  }));
}

/** All places of all use cases. */
export function allPlaces(organization: OrganizationView): PlaceView[] {
  return organization.stages.flatMap(useCaseViews).flatMap((view) => placeViews(view, organization));
}

/** Account of a place; nothing where the stage does not have it. */
export function accountOf({ target, place }: PlaceView): StageView["environment"]["accounts"][string] | undefined {
  return target?.accounts.has(place.account) === true ? target.environment.accounts[place.account] : undefined;
}

/** Values that say which account a place means. */
export function accountEvidence({ hub, target, place, at }: PlaceView): Evidence[] {
  return [
    { stage: hub, path: [...at, "stage"] },
    { stage: hub, path: [...at, "account"] },
    ...(target === undefined ? [] : [{ stage: target, path: ["accounts", place.account] }]),
  ];
}

/** Project of a place, and what says it: profile by its key in the file of the place's stage. */
export function profileOf({ place, useCase, at, path }: PlaceView): { readonly profile: string; readonly path: Path } {
  return place.profile === undefined
    ? { profile: useCase.profile, path: [...path, "profile"] }
    : { profile: place.profile, path: [...at, "profile"] };
}
