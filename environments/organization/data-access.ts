import { defineFragment } from "smus-cdktf";

const owner = "data-office@example.com";
/** A request of a marketing engineer for a table of finance, for rules to vary. */
const request = defineFragment("accessFacts", {
  asset: {
    type: "amazon.datazone.GlueTableAssetType",
    terms: ["business/customer", "confidentiality/internal"],
    columns: { region: [], revenue: ["business/revenue"], email: ["business/personal"] },
  },
  producer: { unit: "finance-reporting", stage: "dev" },
  consumer: { unit: "marketing-campaigns", stage: "dev", ageDays: 60 },
  requester: { groups: ["marketing-engineers"] },
  request: { purpose: "analysis", durationDays: 30, columns: "all", rows: "all" },
});
const confidential = { ...request.asset, terms: ["business/customer", "confidentiality/confidential"] };

/** Decisions on requests for data: in the stage that owns the domain, for the projects of all stages. */
export const dataAccess = defineFragment("dataAccess", {
  purposes: {
    analysis: "Analysis by people, results stay in the organization",
    reporting: "Reports that are published",
    "model-training": "Training of models",
  },
  // Finance demands this form of every request; the portal of AWS shows it to whoever asks.
  requestForm: { form: "purpose", purpose: "purpose", durationDays: "days", columns: "columns" },
  // Whatever rules come later: confidential data never leaves without a filter unless a person decides.
  restrictedTerms: ["confidentiality/confidential"],
  queues: {
    stewards: {
      description: "Stewards of the unit that owns the data",
      deciders: ["unit-stewards", "producer-owners"],
    },
    office: { description: "The data office, by two people", deciders: ["governance-team"], approvals: 2 },
  },
  otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
  rules: [
    {
      id: "no-training-on-confidential-data",
      description: "Models are not trained on confidential data",
      owner,
      when: { terms: { any: ["confidentiality/confidential"] }, purposes: ["model-training"] },
      outcome: {
        reject: { message: "Models are not trained on confidential data. Ask the data office for an extract." },
      },
      examples: [
        {
          title: "Training on confidential data of customers",
          facts: { ...request, asset: confidential, request: { ...request.request, purpose: "model-training" } },
        },
      ],
    },
    {
      id: "confidential-data-by-two",
      description: "Confidential data is given by two people of the data office",
      owner,
      when: { terms: { any: ["confidentiality/confidential"] } },
      outcome: { hold: { queue: "office", remindAfterDays: 2, lapseAfterDays: 10 } },
      examples: [{ title: "Confidential data for analysis", facts: { ...request, asset: confidential } }],
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
      examples: [
        { title: "A marketing engineer analyses the customers of finance", facts: request },
        {
          title: "For a year: a steward decides",
          facts: { ...request, request: { ...request.request, durationDays: 365 } },
          decidedBy: "none",
        },
      ],
    },
    {
      id: "public-data",
      description: "Public data is for everybody",
      owner,
      when: { terms: { any: ["confidentiality/public"] } },
      outcome: { approve: { rows: "all", columns: "all", expiresInDays: "never" } },
      examples: [
        {
          title: "A public table of exchange rates",
          facts: { ...request, asset: { ...request.asset, terms: ["confidentiality/public"] } },
        },
      ],
    },
  ],
});
