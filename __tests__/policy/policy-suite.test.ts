import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ACTIONS } from "../../deploy-role/actions";
import { inventedOrganizations, shippedOrganizations, stacksOf } from "./organizations";
import { authorizationReference } from "./rules/authorization-reference";
import { declaredInputs } from "./rules/declared-inputs";
import { declaredReferences } from "./rules/declared-references";
import { declaredOutputs } from "./rules/declared-outputs";
import { destroyProtection } from "./rules/destroy-protection";
import { documentedTypes, emittedTypes, typesInTables } from "./rules/documented-types";
import { encryption } from "./rules/encryption";
import { iamWildcards } from "./rules/iam-wildcards";
import { noDuplicateAddress } from "./rules/no-duplicate-address";
import { noEmptyTexts } from "./rules/no-empty-texts";
import { noRegionArgument } from "./rules/no-region-argument";
import { noTokens } from "./rules/no-tokens";
import { partitionNeutral } from "./rules/partition-neutral";
import { pinnedAccount } from "./rules/pinned-account";
import { pinnedVersions } from "./rules/pinned-versions";
import { readsAtPlanTime } from "./rules/reads-at-plan-time";
import { requiredTags } from "./rules/required-tags";
import { stageGuard } from "./rules/stage-guard";
import { trustSourceAccount } from "./rules/trust-source-account";
import { uniqueNames } from "./rules/unique-names";
import { uniqueRemoteBackend } from "./rules/unique-remote-backend";
import type { OrganizationRule, StackRule, StackUnderTest } from "./stack-under-test";

const DOCUMENTED = typesInTables(readFileSync(join(resolve(__dirname, "../.."), "docs/mechanisms.md"), "utf8"));

const STACK_RULES: Readonly<Record<string, StackRule>> = {
  "lets its provider into the stack's account only": pinnedAccount,
  "tags everything": requiredTags,
  "encrypts what it stores": encryption,
  "explains every wildcard in what it allows": iamWildcards,
  "allows and denies only what exists": authorizationReference,
  "protects what its protection level names": destroyProtection,
  "limits trust to the domain's account": trustSourceAccount,
  "writes ARNs of its partition": partitionNeutral,
  "leaves the Region to the provider": noRegionArgument,
  "publishes the outputs of its layer": declaredOutputs,
  "refers to what it has only": declaredReferences,
  "keeps every resource that was constructed": noDuplicateAddress,
  "contains no token of CDKTF": noTokens,
  "writes no empty text for what is missing": noEmptyTexts,
  "reads at plan time": readsAtPlanTime,
  "guards stage and workspace": stageGuard,
  "pins provider and Terraform": pinnedVersions,
  "emits documented types only": (stack) => documentedTypes(stack, DOCUMENTED),
};

const ORGANIZATION_RULES: Readonly<Record<string, OrganizationRule>> = {
  "keeps each state in a place of its own": uniqueRemoteBackend,
  "reads only states and outputs that exist": declaredInputs,
  "names nothing twice in an account": uniqueNames,
};

const organizations = [...shippedOrganizations(), ...inventedOrganizations()];
const stacks = new Map(organizations.map((organization) => [organization.name, stacksOf(organization)]));

describe.each([...stacks])("%s", (_, ofOrganization) => {
  it.each(Object.entries(STACK_RULES))("%s", (_rule, rule) => {
    expect(ofOrganization.flatMap((stack) => rule(stack).map((problem) => `${place(stack)}: ${problem}`))).toEqual([]);
  });

  it.each(Object.entries(ORGANIZATION_RULES))("%s", (_rule, rule) => {
    expect(rule(ofOrganization)).toEqual([]);
  });
});

describe("docs/mechanisms.md", () => {
  const emitted = new Set([...stacks.values()].flat().flatMap(({ json }) => [...emittedTypes(json)]));

  it("lists no type that no stack emits", () => {
    expect([...DOCUMENTED].filter((type) => !emitted.has(type))).toEqual([]);
  });

  it("lists what deploy-role/actions.ts has actions for", () => {
    const withoutActions = [...DOCUMENTED].filter(
      (type) => /^(data\.)?(aws_|terraform_)/.test(type) && !(type in ACTIONS),
    );
    expect(withoutActions).toEqual([]);
    expect(Object.keys(ACTIONS).filter((type) => !DOCUMENTED.has(type))).toEqual([]);
  });
});

function place({ stage, id }: StackUnderTest): string {
  return `${stage}/${id}`;
}
