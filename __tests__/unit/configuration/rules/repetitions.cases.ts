import * as repetitions from "../../../../configuration/rules/repetitions";
import * as texts from "../../../../configuration/rules/texts";
import type { RuleCase } from "./rule-case";

const TOOLING = "dev.accounts.alpha.blueprints.Tooling";
const AT = "dev.ts accounts.alpha.blueprints.Tooling";
const term = "abcdefghijklmn";
const applicationIn = (subnetIds: string[], securityGroupIds: string[]) => ({
  dataAccess: {
    purposes: { analysis: "Analysis" },
    queues: { stewards: { description: "Stewards", deciders: ["unit-stewards"] } },
    otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
  },
  network: { subnetIds, securityGroupIds },
});

export const REPETITION_CASES: readonly RuleCase[] = [
  {
    rule: repetitions.listsHoldEntriesOnce,
    accepts: "different Regions of a blueprint, endpoints, profiles of a grant and terms",
    good: {
      "dev.accounts.alpha.regions": { "us-east-1": {}, "us-west-2": {} },
      [`${TOOLING}.regions`]: ["us-east-1", "us-west-2"],
      "dev.projects.two.glossaryTermIds": [term, `${term}o`],
      "dev.organization": { platforms: ["linux_amd64", "darwin_arm64"] },
      "shared.application": applicationIn(["subnet-0aaaaaaa", "subnet-0bbbbbbb"], ["sg-0aaaaaaa"]),
    },
    rejects: "repetitions of them",
    bad: {
      "dev.accounts.alpha.regions": {
        "us-east-1": { network: { mode: "create", interfaceEndpoints: ["sts", "kms", "sts"] } },
      },
      [`${TOOLING}.regions`]: ["us-east-1", "us-east-1"],
      "dev.grants.create.profiles": ["dynamic", "fixed", "dynamic"],
      "dev.projects.two.glossaryTermIds": [term, term],
      "dev.organization": { platforms: ["linux_amd64", "linux_amd64"] },
      "shared.application": applicationIn(["subnet-0aaaaaaa", "subnet-0aaaaaaa"], ["sg-0aaaaaaa", "sg-0aaaaaaa"]),
    },
    reported: [
      "ENTRY_DUPLICATE dev.ts organization.platforms[1]",
      "ENTRY_DUPLICATE shared.ts application.network.subnetIds[1]",
      "ENTRY_DUPLICATE shared.ts application.network.securityGroupIds[1]",
      "ENTRY_DUPLICATE dev.ts accounts.alpha.regions.us-east-1.network.interfaceEndpoints[2]",
      `ENTRY_DUPLICATE ${AT}.regions[1]`,
      "ENTRY_DUPLICATE dev.ts grants.create.profiles[2]",
      "ENTRY_DUPLICATE dev.ts projects.two.glossaryTermIds[1]",
    ],
  },
  {
    rule: repetitions.blueprintGrantsAreUnambiguous,
    accepts: "two designations on one unit, and two units",
    good: {
      [`${TOOLING}.grantTo`]: [
        { unit: "root", includeChildUnits: false },
        { unit: "root", designation: "OWNER" },
        { unit: "finance" },
      ],
    },
    rejects: "one unit and designation with and without the units below",
    bad: { [`${TOOLING}.grantTo`]: [{ unit: "finance" }, { unit: "finance", includeChildUnits: false }] },
    reported: [`GRANT_DUPLICATE ${AT}.grantTo[1]`],
  },
  {
    rule: texts.textsHoldNoTokens,
    accepts: "texts with expressions of Terraform, which are text",
    good: { "dev.projects.two.description": "${var.x} TfToken [1] %{ if }" },
    rejects: "marks of the engine in texts, lists and parameters",
    bad: {
      "dev.projects.two.description": "a ${TfToken[TOKEN.0]} b",
      "dev.accounts.alpha.name": "#{TfToken[TOKEN.7]}",
      [`${TOOLING}.globalParameters`]: { note: "&{TfToken[x]}" },
    },
    reported: [
      "VALUE_FORMAT dev.ts accounts.alpha.name",
      `VALUE_FORMAT ${AT}.globalParameters.note`,
      "VALUE_FORMAT dev.ts projects.two.description",
    ],
  },
];
