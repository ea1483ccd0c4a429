import { z } from "zod";
import { kindSchema, type KindDescriptor } from "./kind";

/** Roles that must be Lake Formation administrators of an account in one Region. */
export const dataLakeAdministratorsSchema = kindSchema(
  z.strictObject({
    /** Create-only: Lake Formation settings are per Region. */
    region: z.string(),
    /** Role ARNs that must be among the data lake administrators; others are never touched. */
    administratorArns: z.array(z.string()),
  }),
  ["region"],
);

/** Lake Formation administrators, merged into what others keep there. */
export const dataLakeAdministrators = {
  servedBy: "hosting",
  permissions: {
    readActions: ["lakeformation:GetDataLakeSettings"],
    writeActions: ["lakeformation:PutDataLakeSettings"],
  },
  attributes: [],
  evidence:
    "D: `aws_lakeformation_data_lake_settings` writes the whole list and removes everybody else's administrators",
  undetectable: [
    {
      what: "Lake Formation administrators of others, and other settings of Lake Formation",
      why: "the list is shared, and only what we added is ours",
    },
  ],
  adoption: {
    DataLakeAdministrators: {
      by: "control-plane",
      keys: "<account>/<Region>",
      id: "<account id>|<Region>",
      idPattern: /^\d{12}\|[a-z]{2}(-[a-z]+)+-\d$/,
      addresses: ({ accounts, regions }) =>
        [...accounts].flatMap((key) => Object.keys(regions[key]).map((region) => [key, region])),
      describedAt: (account) => ({
        among: [["domain"], ["governanceAccount"], ["accounts"], ["accounts", account]],
        reads: [
          ["accounts", account, "regions"],
          ["domain", "region"],
        ],
      }),
    },
  },
} as const satisfies KindDescriptor;
