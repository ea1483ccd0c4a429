import { show } from "../../problems";
import type { Finding } from "../finding";
import type { OrganizationView } from "../view";
import { accountEvidence, accountOf, allPlaces, type PlaceView } from "./placed";

/** Production is where accounts say so, it is approved, and nothing is built there. */
export function useCaseProductionIsApart(organization: OrganizationView): Finding[] {
  return allPlaces(organization).flatMap((placed): Finding[] => {
    const account = accountOf(placed);
    if (account === undefined) return [];
    const { hub, at, place, index, useCase } = placed;
    const { production } = account;
    const finding = { code: "USE_CASE_PRODUCTION", stage: hub, reads: accountEvidence(placed) } as const;
    const mine = show(place.account);
    if (index === undefined) {
      if (!production) return [];
      const allowed = "accounts that are not production: whoever builds may try things out";
      return [
        {
          ...finding,
          path: [...at, "account"],
          got: `${mine}, a production account`,
          allowed,
          fix: "build it elsewhere",
        },
      ];
    }
    const written = useCase.stages[index];
    if (written.production !== undefined && written.production !== production) {
      const got = `${written.production}, though account ${mine} is ${production ? "" : "not "}marked production`;
      const fix = production
        ? "remove it"
        : `choose a production account, or mark this one in ${placed.target?.file ?? ""}`;
      return [{ ...finding, path: [...at, "production"], got, allowed: String(production), fix }];
    }
    if (!production || written.approval !== false) return [];
    const allowed = "true for production: a person releases what goes there";
    return [{ ...finding, path: [...at, "approval"], got: "false", allowed, fix: "remove it" }];
  });
}

/** Tells whether a person releases what goes to a stage. */
export function isApproved(placed: PlaceView): boolean {
  if (placed.index === undefined) return false;
  return placed.useCase.stages[placed.index].approval ?? accountOf(placed)?.production ?? false;
}
