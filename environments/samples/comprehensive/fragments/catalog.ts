import { defineFragment } from "smus-cdktf";

/** The vocabulary. A standing project owns it, whose members curate it in the portal, too. */
export const catalog = defineFragment("catalog", {
  owner: { project: "genomics" },
  glossaries: {
    samples: {
      name: "Samples",
      description: "What is sequenced",
      governed: false,
      status: "ENABLED",
      terms: {
        sample: { name: "Sample", shortDescription: "Something that is sequenced", longDescription: "With consent." },
        tissue: { name: "Tissue", isA: ["sample"] },
        blood: { name: "Blood", isA: ["tissue", "consent/donated"], status: "ENABLED" },
        serum: { name: "Serum", status: "DISABLED" },
        fluid: { name: "Fluid", isA: ["sample"], classifies: ["serum"] },
      },
    },
    consent: {
      name: "Consent",
      governed: true,
      terms: { donated: { name: "Donated" }, withdrawn: { name: "Withdrawn" } },
    },
  },
  forms: {
    wish: {
      name: "Wish",
      content: {
        fields: {
          purpose: { type: "string", values: ["study", "teaching"] },
          days: { type: "integer", min: 1 },
          columns: { type: "string" },
          rows: { type: "string" },
        },
      },
    },
    sequencing: {
      name: "Sequencing",
      description: "How data came into being",
      status: "ENABLED",
      content: {
        displayName: "Sequencing run",
        fields: {
          machine: {
            type: "string",
            displayName: "Machine",
            required: true,
            searchable: "technical",
            minLength: 2,
            maxLength: 40,
          },
          method: {
            type: "string",
            description: "As in the laboratory's handbook",
            values: ["short reads", "long reads"],
          },
          notes: { type: "string", searchable: "lexical" },
          reads: { type: "long", min: 0, sortable: true },
          lanes: { type: "integer", min: 1, max: 8 },
          quality: { type: "double", min: 0, max: 1 },
          depth: { type: "float" },
          repeated: { type: "boolean" },
          startedAt: { type: "date" },
          primers: { type: "list", searchable: true, minItems: 1, maxItems: 12 },
        },
      },
    },
    // Written by hand, as the service takes it.
    consent: {
      name: "ConsentForm",
      content: {
        smithy: `structure ConsentForm {
  @required
  @amazon.datazone#displayname(defaultName: "Number of the consent")
  number: String
}`,
      },
    },
  },
  assetTypes: {
    run: {
      name: "SequencingRun",
      description: "One run of a machine",
      forms: {
        Sequencing: { form: "sequencing", required: true },
        Consent: { form: "consent" },
        Common: { managed: "amazon.datazone.AssetCommonDetailsFormType", revision: "1", required: false },
      },
      usableIn: [{ unit: "genomics", includeChildUnits: true }],
    },
  },
  rules: {
    "consented-runs": {
      name: "Runs have a consent",
      description: "Nothing is published without one",
      on: "publish",
      unit: "genomics",
      includeChildUnits: false,
      assetTypes: ["run", "amazon.datazone.GlueTableAssetType"],
      dataProducts: true,
      projects: ["genomics"],
      forms: ["consent"],
    },
    "classified-assets": { name: "Assets name a consent", on: "publish", terms: ["consent/donated"] },
    "justified-requests": { name: "Requests have a consent", on: "subscribe", forms: ["consent"] },
  },
});
