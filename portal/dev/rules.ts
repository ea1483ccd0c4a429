import { dataAccess, type AccessRules } from "../../governance/access-rules";

const owner = "data-office@example.com";

/** Rules of the organization that the fake API plays. */
export const RULES: AccessRules = {
  ...dataAccess.parse({
    purposes: {
      analysis: "Analysis by people, results stay in the organization",
      reporting: "Reports that are published",
      "model-training": "Training of models",
    },
    queues: {
      stewards: {
        description: "Stewards of the unit that owns the data decide.",
        deciders: ["unit-stewards", "producer-owners"],
      },
      two: {
        description: "Confidential data is given by two people.",
        deciders: ["unit-stewards", "producer-owners", "governance-team"],
        approvals: 2,
      },
    },
    otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
    rules: [
      {
        id: "no-training-on-confidential-data",
        description: "Models are not trained on confidential data",
        owner,
        when: { terms: { any: ["confidentiality/confidential"] }, purposes: ["model-training"] },
        outcome: { reject: { message: "Models are not trained on confidential data." } },
        examples: [{ title: "None", facts: {} }],
      },
      {
        id: "confidential-data-by-two",
        description: "Confidential data is given by two people",
        owner,
        when: { terms: { any: ["confidentiality/confidential"] } },
        outcome: { hold: { queue: "two", remindAfterDays: 2, lapseAfterDays: 10 } },
        examples: [{ title: "None", facts: {} }],
      },
      {
        id: "customers-of-europe",
        description: "Data of customers in Europe, without what identifies a person, for a quarter at most",
        owner,
        when: { terms: { any: ["business/customer"] }, purposes: ["analysis", "reporting"], durationDays: { max: 92 } },
        outcome: {
          approve: {
            rows: { columnName: "region", operator: "equalTo", value: "EU" },
            columns: { withoutTerms: ["business/personal"] },
            expiresInDays: 92,
          },
        },
        examples: [{ title: "None", facts: {} }],
      },
    ],
  }),
  unitParents: { finance: "root", "finance-reporting": "finance", marketing: "root" },
};
