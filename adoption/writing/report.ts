import { controlPlaneRoleName } from "../../contracts/names";
import { code, line, table, text } from "../../formats/markdown";
import type { LiveDomain } from "../live";
import type { AdoptedOrganization } from "../mapping";

/** The report for people: what is adopted, what is not, what nobody can read, and what to do first. */
export function reportOf(organization: AdoptedOrganization, live: LiveDomain): string {
  const { stages, remarks } = organization;
  return [
    `# Adoption of domain "${text(live.name)}" (${live.id})`,
    "",
    `Region ${live.region}, account ${live.accountId}. Written by \`npm run adopt\`; running it again on the same domain writes the`,
    "same text.",
    "",
    "## What the files adopt",
    "",
    ...table(["Kind", ...stages.map(({ name }) => name)], counts(organization)),
    "",
    "## What is not adopted",
    "",
    ...(remarks.length === 0
      ? ["Nothing was left out."]
      : remarks.map(({ subject, reason, step }) => `- ${line`${subject}: ${reason}. **By hand:** ${step}.`}`)),
    "",
    "## What the service does not return",
    "",
    "The files say nothing about these, or believe a convention; the first plan cannot compare them.",
    "",
    "- Global parameters of blueprints. A blueprint that is changed later is written whole, and a parameter that the file does",
    "  not have is erased then: enter them under `globalParameters` before you change a blueprint. Tooling's",
    "  `sagemakerQueryExecutionRoleArn` is filled in from `roles.queryExecutionRoleArn`.",
    "- Grants on environment profiles (CREATE_ENVIRONMENT), which are listed per object.",
    "- The execution role of projects that brought their own: enter it as `executionRoleArn` of the project.",
    "- Policies of roles, keys and buckets, and networks: the files name them as given and change nothing in them.",
    "",
    "## Before the first apply",
    "",
    ...firstSteps(organization, live),
    "",
  ].join("\n");
}

function counts({ stages }: AdoptedOrganization): string[][] {
  const kindOf = (address: string): string => address.split("/")[0];
  const kinds = [...new Set(stages.flatMap(({ adopt }) => Object.keys(adopt).map(kindOf)))].sort();
  const domain = ["Domain", ...stages.map(({ environment }) => ("name" in environment.domain ? "1" : ""))];
  const rows = kinds.map((kind) => [
    kind,
    ...stages.map(({ adopt }) => {
      const count = Object.keys(adopt).filter((address) => kindOf(address) === kind).length;
      return count === 0 ? "" : String(count);
    }),
  ]);
  return [domain, ...rows];
}

function firstSteps({ stages }: AdoptedOrganization, live: LiveDomain): string[] {
  const [owner] = stages;
  const role = controlPlaneRoleName(owner.environment.organization?.namePrefix ?? "smus");
  const governance = owner.environment.governanceAccount;
  return [
    "1. The deploy role in every account, and `npm run bootstrap -- --stage <stage>`.",
    `2. ${code(`npm run apply -- --stage ${owner.name} --stack ${governance}-foundation`)}: it creates the control-plane function, whose role`,
    `   writes to the domain from now on. Make ${code(`arn:${live.partition}:iam::${live.accountId}:role/${role}`)} an owner of the root unit`,
    "   (`aws datazone create-group-profile`, then `aws datazone add-entity-owner`) and of every project below that shall be",
    "   changed (`aws datazone create-project-membership`). A domain that the function creates has that by itself. Run this command",
    "   again with `--force` then: connections, data sources and a vocabulary that were left for want of a member are adopted.",
    "3. The owner's stage first: `npm run plan`. It must show no replacement and no destroy, and `adopts ... as it is` as the",
    "   reason of every object above. Then `npm run apply`, then the other stages.",
  ];
}
