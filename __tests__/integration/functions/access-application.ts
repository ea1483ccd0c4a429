import type { DomainAccess } from "../../../functions/application-access/catalog/settings";
import { dataAccess, type AccessRules } from "../../../governance/access-rules";
import { GLUE_TABLE, tableForm, type Published, type Sides } from "../emulator/data-access/sides";
import { GOVERNANCE, MEMBER } from "./landscape";

/** Rules that give tables of parties to the other unit, filtered and for a month. */
export const RULES: AccessRules = {
  ...dataAccess.parse({
    purposes: {},
    queues: {},
    otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
    rules: [
      {
        id: "parties",
        description: "Parties of Europe",
        owner: "office",
        when: {
          terms: { any: ["words/party"] },
          assetTypes: [GLUE_TABLE],
          consumerUnits: ["other"],
          consumerStages: ["dev"],
        },
        outcome: {
          approve: {
            rows: { columnName: "region", operator: "equalTo", value: "EU" },
            columns: { except: ["email"] },
            expiresInDays: 30,
          },
        },
        examples: [{ title: "none", facts: {} }],
      },
    ],
  }),
  unitParents: { own: "root", other: "root" },
};

/** The domain as the application sees it: as a member of the project that owns assets. */
export function domainOf({ ruled: { units, host, term }, owner }: Sides, clock: () => string): DomainAccess {
  return {
    client: owner,
    domainId: host.domainId,
    clock,
    names: {
      terms: { [term]: "words/party" },
      units: { [host.root]: "root", [units.own]: "own", [units.other]: "other" },
      assetTypes: {},
      stages: { [MEMBER]: "dev" },
      groupRoles: { [`arn:aws:iam::${GOVERNANCE}:role/asker`]: "engineers" },
    },
  };
}

/** Publishes a table that the rules are about. */
export function publishParties(sides: Sides): Promise<Published> {
  return sides.published({
    typeIdentifier: GLUE_TABLE,
    formsInput: [tableForm()],
    glossaryTerms: [sides.ruled.term],
  });
}
