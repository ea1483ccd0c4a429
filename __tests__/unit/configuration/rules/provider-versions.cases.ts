import * as versions from "../../../../configuration/rules/provider-versions";
import type { RuleCase } from "./rule-case";

/** A constraint for all stages of the organization that the cases change. */
const everywhere = (version: string): RuleCase["good"] =>
  Object.fromEntries(["shared", "dev", "prod"].map((stage) => [`${stage}.organization.awsProvider`, { version }]));
const reportedFor = (code: string): string[] =>
  ["shared", "dev", "prod"].map((stage) => `${code} ${stage}.ts organization.awsProvider.version`);

export const PROVIDER_VERSION_CASES: readonly RuleCase[] = [
  {
    rule: versions.providerVersionsAreSupported,
    accepts: "the tested version by its exact name",
    good: everywhere("5.100.0"),
    rejects: "a constraint without an end",
    bad: everywhere(">= 5.100.0"),
    reported: reportedFor("PROVIDER_VERSION"),
  },
  {
    rule: versions.providerVersionsAreSupported,
    accepts: "the default by name",
    good: everywhere("~> 5.100"),
    rejects: "an earlier version",
    bad: everywhere("~> 5.99.0"),
    reported: reportedFor("PROVIDER_VERSION"),
  },
  {
    rule: versions.providerVersionsAreSupported,
    accepts: "a part of what was tested",
    good: everywhere(">= 5.100, < 6"),
    rejects: "conditions that no version fulfils",
    bad: everywhere(">= 6.0, < 5.101"),
    reported: reportedFor("PROVIDER_VERSION"),
  },
  {
    rule: versions.providersAreTheSame,
    accepts: "the default, written out in one stage",
    good: { "prod.organization": { awsProvider: { version: "~> 5.100" } } },
    rejects: "a stage with a constraint of its own",
    bad: { "prod.organization": { awsProvider: { version: "5.100.0" } } },
    reported: ["PROVIDER_DIFFERS prod.ts organization.awsProvider.version"],
  },
  {
    rule: versions.providersAreTheSame,
    accepts: "platforms that differ",
    good: { "prod.organization": { platforms: ["linux_arm64"] } },
    rejects: "a stage that leaves out the setting of the others",
    bad: {
      "dev.organization": { awsProvider: { version: "5.100.0" } },
      "shared.organization": { awsProvider: { version: "5.100.0" } },
    },
    reported: ["PROVIDER_DIFFERS prod.ts organization"],
  },
  {
    rule: versions.providersAreTested,
    accepts: "a tested version",
    good: everywhere("= 5.100.0"),
    rejects: "a version that was not tested, once",
    bad: everywhere("~> 6.20"),
    reported: ["PROVIDER_UNTESTED shared.ts organization.awsProvider.version"],
  },
];
