import type { OfficeCaller } from "../../../contracts/application/project-office";
import type { OfficeRefusal } from "../../../contracts/application/projects/answers";
import {
  projectRoles,
  type PersonOnProject,
  type ProjectOffice,
  type ProjectPart,
} from "../../../governance/project-requests";
import type { ProjectStore } from "../../../governance/project-requests/ports";
import type { ProjectRecord } from "../../../governance/project-requests";
import type { ItemLists } from "../../application-store/item-lists";
import type { OfficeDomain } from "./domain";

/** Records of projects with their lists. */
export interface ListedRecords extends ProjectStore {
  readonly lists: Pick<ItemLists<ProjectRecord>, "entries" | "records">;
}

/** Everything that the office works with. */
export interface OfficePlace extends ProjectOffice {
  readonly ports: ProjectOffice["ports"] & { readonly store: ListedRecords };
  readonly domain: OfficeDomain;
  /** Has a request looked at soon. A bell that does not ring is no loss: what is stored is due at once, and the sweep finds it. */
  readonly ring: (requestId: string) => Promise<void>;
}

/** Answer to who asks for what is not there, or not theirs to see. */
export const notFound = (): OfficeRefusal => ({
  refused: "not-found",
  message: "Check the address, or ask for a right to see it.",
});

/** The caller as a person with parts; a refusal where the domain does not know the caller, for then nobody could be told apart. */
export function personOf({ profileId }: OfficeCaller, parts: readonly ProjectPart[]): PersonOnProject | OfficeRefusal {
  if (profileId === undefined)
    return {
      refused: "person-not-known",
      message: "The domain does not know you: sign in to its portal once, and send the request again.",
    };
  return { id: profileId, roles: projectRoles(parts) };
}
