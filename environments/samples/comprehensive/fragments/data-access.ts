import { defineFragment } from "smus-cdktf";

const owner = "governance-office@example.com";
const facts = defineFragment("accessFacts", {
  asset: {
    type: "run",
    terms: ["samples/blood", "consent/donated"],
    columns: { donor: ["samples/sample"], reads: [], startedAt: [] },
  },
  producer: { unit: "genomics", stage: "core" },
  consumer: { unit: "research", stage: "core", ageDays: 12 },
  requester: { groups: ["researchers"] },
  request: {
    purpose: "study",
    durationDays: 90,
    columns: ["donor", "reads"],
    rows: { columnName: "reads", operator: "greaterThan", value: "1000" },
  },
});

/** Rules on access to data: every condition and every outcome once. */
export const dataAccess = defineFragment("dataAccess", {
  purposes: { study: "A study that the ethics board knows", teaching: "Teaching" },
  requestForm: { form: "wish", purpose: "purpose", durationDays: "days", columns: "columns", rows: "rows" },
  restrictedTerms: ["consent/withdrawn", "consent/donated"],
  queues: {
    office: {
      description: "The governance office",
      deciders: ["governance-team", "unit-stewards", "producer-owners"],
      approvals: 2,
    },
  },
  otherwise: { queue: "office", remindAfterDays: 2, lapseAfterDays: 20 },
  rules: [
    {
      id: "withdrawn-consent",
      description: "What donors have withdrawn is given to nobody",
      owner,
      when: { terms: { any: ["consent/withdrawn"] } },
      outcome: { reject: { message: "The donor has withdrawn consent." } },
      examples: [{ title: "Withdrawn", facts: { ...facts, asset: { ...facts.asset, terms: ["consent/withdrawn"] } } }],
    },
    {
      id: "studies",
      description: "Studies of this domain get runs, without donors",
      owner,
      when: {
        assetTypes: ["run", "amazon.datazone.GlueTableAssetType"],
        terms: { all: ["consent/donated"], none: ["samples/serum"] },
        columns: { any: ["reads"], none: ["address"] },
        columnTerms: { none: ["samples/fluid"] },
        producerUnits: ["genomics"],
        consumerUnits: ["research"],
        producerStages: ["core"],
        consumerStages: ["core", "prod"],
        requesterGroups: { any: ["researchers"] },
        purposes: ["study"],
        durationDays: { min: 7, max: 365 },
        projectAgeDays: { min: 3 },
      },
      outcome: {
        approve: {
          rows: {
            and: [
              { columnName: "startedAt", operator: "isNotNull" },
              {
                or: [
                  { columnName: "donor", operator: "in", values: ["a", "b"] },
                  { columnName: "donor", operator: "like", value: "c%" },
                ],
              },
            ],
          },
          columns: { except: ["donor"], withoutTerms: ["samples/sample"] },
          s3: ["READ"],
          expiresInDays: 180,
        },
      },
      examples: [
        { title: "A study of blood", facts },
        {
          title: "For teaching: the office decides",
          facts: { ...facts, request: { ...facts.request, purpose: "teaching" } },
          decidedBy: "teaching",
        },
      ],
    },
    {
      id: "reference-genomes",
      description: "Anybody may compare with what was sequenced for that, by the columns that comparisons need",
      owner,
      when: {
        terms: { any: ["samples/tissue"], none: ["consent/donated"] },
        requesterGroups: { all: ["researchers"] },
      },
      outcome: {
        approve: {
          rows: {
            or: [
              { columnName: "reads", operator: "greaterThanOrEqualTo", value: "100000" },
              {
                and: [
                  { columnName: "reads", operator: "isNotNull" },
                  { columnName: "startedAt", operator: "notIn", values: ["2020-01-01", "2020-01-02"] },
                ],
              },
            ],
          },
          columns: { only: ["reads", "startedAt"] },
          expiresInDays: "never",
        },
      },
      examples: [
        {
          title: "Tissue of the reference collection",
          facts: {
            ...facts,
            asset: { ...facts.asset, terms: ["samples/tissue"] },
            request: { ...facts.request, columns: "all" },
          },
        },
      ],
    },
    {
      id: "published-runs",
      description: "Runs of the reference collection that the portal marks as usual are open, but for the notes",
      owner,
      when: { terms: { any: ["samples/blood"], none: ["consent/donated"] } },
      outcome: {
        approve: {
          rows: { columnName: "startedAt", operator: "isNotNull" },
          columns: { withoutTerms: ["samples/sample"] },
          expiresInDays: 30,
        },
      },
      examples: [
        { title: "Blood without a donor", facts: { ...facts, asset: { ...facts.asset, terms: ["samples/blood"] } } },
      ],
    },
    {
      id: "new-fluids",
      description: "Researchers see fluids of this year",
      owner,
      when: { terms: { any: ["samples/fluid"] }, requesterGroups: { any: ["researchers"] } },
      outcome: {
        approve: {
          rows: { columnName: "startedAt", operator: "greaterThan", value: "2026-01-01" },
          columns: "all",
          expiresInDays: 30,
        },
      },
      examples: [
        {
          title: "A researcher",
          facts: {
            ...facts,
            asset: { ...facts.asset, terms: ["samples/fluid"] },
            requester: { groups: ["researchers"] },
          },
        },
      ],
    },
    {
      id: "test-fluids",
      description: "Pipelines see the days that tests are for",
      owner,
      when: { terms: { any: ["samples/fluid"] }, requesterGroups: { any: ["pipelines"] } },
      outcome: {
        approve: {
          rows: { columnName: "startedAt", operator: "in", values: ["2025-01-01", "2025-07-01"] },
          columns: "all",
          expiresInDays: 30,
        },
      },
      examples: [
        {
          title: "A pipeline",
          facts: {
            ...facts,
            asset: { ...facts.asset, terms: ["samples/fluid"] },
            requester: { groups: ["pipelines"] },
          },
        },
      ],
    },
    {
      id: "teaching",
      description: "Teaching is decided by hand",
      owner,
      when: { purposes: ["teaching"] },
      outcome: { hold: { queue: "office", remindAfterDays: 5, lapseAfterDays: 30 } },
      examples: [{ title: "A course", facts: { ...facts, request: { ...facts.request, purpose: "teaching" } } }],
    },
  ],
});
