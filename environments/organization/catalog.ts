import { defineFragment } from "smus-cdktf";

/** The words of the whole organization: in the stage that owns the domain, for all stages that join it. */
export const catalog = defineFragment("catalog", {
  owner: {
    create: {
      name: "Data office",
      description: "Owns the vocabulary of the organization",
      members: { stewards: { group: "data-stewards", designation: "PROJECT_OWNER" } },
    },
  },
  glossaries: {
    business: {
      name: "Business terms",
      description: "What the organization talks about",
      terms: {
        party: { name: "Party", shortDescription: "A person or an organization that we deal with" },
        customer: { name: "Customer", shortDescription: "A party that buys from us", isA: ["party"] },
        supplier: { name: "Supplier", shortDescription: "A party that we buy from", isA: ["party"] },
        revenue: { name: "Revenue", shortDescription: "What customers pay, without taxes" },
        personal: { name: "Personal data", shortDescription: "What tells who somebody is: name, address, e-mail" },
      },
    },
    // Governed: only those may attach these terms to an asset whom the portal allows it.
    confidentiality: {
      name: "Confidentiality",
      description: "Who may see data",
      governed: true,
      terms: {
        public: { name: "Public", shortDescription: "Everybody" },
        internal: { name: "Internal", shortDescription: "Everybody in the organization" },
        confidential: { name: "Confidential", shortDescription: "Named people, for a purpose" },
      },
    },
  },
  forms: {
    ownership: {
      name: "DataOwnership",
      description: "Who answers for data",
      content: {
        displayName: "Ownership",
        fields: {
          owner: { type: "string", displayName: "Owner", required: true, searchable: true },
          contact: { type: "string", displayName: "Contact", description: "A mailbox, not a person", maxLength: 120 },
          reviewedOn: { type: "date", displayName: "Last review" },
        },
      },
    },
    purpose: {
      name: "UsagePurpose",
      description: "What somebody wants data for",
      content: {
        displayName: "Purpose",
        fields: {
          purpose: {
            type: "string",
            displayName: "Purpose",
            required: true,
            values: ["analysis", "reporting", "model-training"],
          },
          days: { type: "integer", displayName: "Wanted for days", min: 1, max: 3650 },
          columns: {
            type: "string",
            displayName: "Columns",
            description: "Names, separated by commas; none means all",
          },
        },
      },
    },
  },
  assetTypes: {
    report: {
      name: "Report",
      description: "A report that people read",
      forms: { DataOwnership: { form: "ownership", required: true } },
      usableIn: [{ unit: "root" }],
    },
  },
  rules: {
    // Nothing is published without somebody who answers for it.
    "owned-assets": { name: "Assets have an owner", on: "publish", forms: ["ownership"] },
    "finance-purpose": { name: "Requests say why", on: "subscribe", unit: "finance", forms: ["purpose"] },
  },
});
