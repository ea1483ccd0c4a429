import { evaluate } from "../../packages/emulator/iam/evaluate";
import type { AccessRequest } from "../../packages/emulator/iam/model";
import { federatedPrincipal } from "../../packages/emulator/iam/policies/federated";
import { repositoryTrust, type JobIdentity } from "../../modules/repository-role";
import { findingsByReference } from "./by-reference";
import { statementsOf } from "../support/policy-statements";
import type { Statement } from "./policy-documents";

const ACCOUNT = "333333333333";
const GITHUB = "https://token.actions.githubusercontent.com";
const SERVER = "https://git.example.com/_services/token";
const GITLAB = "https://gitlab.example.com";

/** Claims of an identity token. */
type Claims = Readonly<Record<string, string>>;

const job = (host: Partial<JobIdentity["host"]>, more: Partial<JobIdentity> = {}): JobIdentity => ({
  partition: "aws",
  accountId: ACCOUNT,
  host: { type: "github", issuer: GITHUB, namespace: "acme", ...host },
  repository: "churn-deploy",
  environment: "prod",
  ...more,
});

/** Tells whether a job with such a token gets a role with such a trust. */
function getsRole(trust: JobIdentity, claims: Claims): boolean {
  const WebIdentityToken = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
  const resource = `arn:${trust.partition}:iam::${ACCOUNT}:role/smus-churn-prod-deploy`;
  const { principal, context = {} } = federatedPrincipal({ RoleArn: resource, WebIdentityToken });
  const request: AccessRequest = {
    principal,
    action: "sts:AssumeRoleWithWebIdentity",
    resource,
    resourceAccountId: ACCOUNT,
    context,
  };
  const decision = evaluate(request, {
    identity: [],
    resource: { name: "trust", document: repositoryTrust(trust) },
    resourceMustAllow: true,
  });
  return decision.allowed;
}

const AUD = "sts.amazonaws.com";
const OF_PROD = { iss: GITHUB, aud: AUD, repository: "acme/churn-deploy", environment: "prod" };

describe("trust of a role for github.com", () => {
  const own = job({});

  it.each([
    ["names", { ...OF_PROD, sub: "repo:acme/churn-deploy:environment:prod" }],
    ["names and ids", { ...OF_PROD, sub: "repo:acme@1234567/churn-deploy@7654321:environment:prod" }],
  ])("lets the jobs of its environment in, whose subject has %s", (_, claims) => {
    expect(getsRole(own, claims)).toBe(true);
  });

  const foreign = (sub: string, repository: string, environment: string | undefined = "prod"): Claims => ({
    iss: GITHUB,
    aud: AUD,
    sub,
    repository,
    ...(environment === undefined ? {} : { environment }),
  });

  it.each<[string, Claims]>([
    ["another repository", foreign("repo:acme/other:environment:prod", "acme/other")],
    ["another repository with ids", foreign("repo:acme@1/other@2:environment:prod", "acme/other")],
    ["a repository whose name goes on", foreign("repo:acme/churn-deploy-2:environment:prod", "acme/churn-deploy-2")],
    ["a fork", foreign("repo:mallory/churn-deploy:environment:prod", "mallory/churn-deploy")],
    ["a fork with ids", foreign("repo:mallory@3/churn-deploy@4:environment:prod", "mallory/churn-deploy")],
    ["an owner whose name goes on", foreign("repo:acme-2@3/churn-deploy@4:environment:prod", "acme-2/churn-deploy")],
    ["another environment", foreign("repo:acme/churn-deploy:environment:staging", "acme/churn-deploy", "staging")],
    [
      "another environment with ids",
      foreign("repo:acme@1/churn-deploy@2:environment:staging", "acme/churn-deploy", "staging"),
    ],
    [
      "a branch without an environment",
      foreign("repo:acme/churn-deploy:ref:refs/heads/main", "acme/churn-deploy", undefined),
    ],
    ["a pull request", foreign("repo:acme/churn-deploy:pull_request", "acme/churn-deploy", undefined)],
    [
      "an environment of another repository whose name repeats the subject",
      foreign(
        "repo:acme@1/other@2:environment:x/churn-deploy@7:environment:prod",
        "acme/other",
        "x/churn-deploy@7:environment:prod",
      ),
    ],
    [
      "another audience",
      { ...OF_PROD, aud: "https://github.com/acme", sub: "repo:acme/churn-deploy:environment:prod" },
    ],
    ["another issuer", { ...OF_PROD, iss: SERVER, sub: "repo:acme/churn-deploy:environment:prod" }],
    [
      "a token without the claims that are compared",
      { iss: GITHUB, aud: AUD, sub: "repo:acme@1/churn-deploy@2:environment:prod" },
    ],
    ["letters of another size", { ...OF_PROD, sub: "repo:Acme/churn-deploy:environment:prod" }],
  ])("refuses %s", (_, claims) => {
    expect(getsRole(own, claims)).toBe(false);
  });
});

describe("trust of a role for GitHub Enterprise Server", () => {
  const own = job({ type: "github-enterprise-server", issuer: SERVER });
  const claims = { iss: SERVER, aud: AUD, sub: "repo:acme/churn-deploy:environment:prod" };

  it("lets the jobs of its environment in", () => {
    expect(getsRole(own, claims)).toBe(true);
  });

  it.each<[string, Claims]>([
    ["the same repository at github.com", { ...claims, ...OF_PROD }],
    ["another environment", { ...claims, sub: "repo:acme/churn-deploy:environment:dev" }],
    ["a subject with ids, which it does not have", { ...claims, sub: "repo:acme@1/churn-deploy@2:environment:prod" }],
    ["another audience", { ...claims, aud: "https://git.example.com/acme" }],
  ])("refuses %s", (_, wrong) => {
    expect(getsRole(own, wrong)).toBe(false);
  });
});

describe("trust of a role for GitLab", () => {
  const own = job({ type: "gitlab", issuer: GITLAB, namespace: "acme/data" });
  const claims = { iss: GITLAB, aud: AUD, sub: "project_path:acme/data/churn-deploy:ref_type:branch:ref:main" };

  it("lets the jobs of the protected branch in", () => {
    expect(getsRole(own, claims)).toBe(true);
  });

  it.each<[string, Claims]>([
    ["another branch", { ...claims, sub: "project_path:acme/data/churn-deploy:ref_type:branch:ref:main-2" }],
    ["a tag that is called main", { ...claims, sub: "project_path:acme/data/churn-deploy:ref_type:tag:ref:main" }],
    ["another project", { ...claims, sub: "project_path:acme/data/churn-build:ref_type:branch:ref:main" }],
    ["a fork", { ...claims, sub: "project_path:mallory/churn-deploy:ref_type:branch:ref:main" }],
    ["a subgroup", { ...claims, sub: "project_path:acme/data/x/churn-deploy:ref_type:branch:ref:main" }],
    ["another issuer", { ...claims, iss: "https://gitlab.com" }],
    ["another audience", { ...claims, aud: GITLAB }],
  ])("refuses %s", (_, wrong) => {
    expect(getsRole(own, wrong)).toBe(false);
  });
});

describe("trust outside of commercial Regions", () => {
  const own = job({}, { partition: "aws-us-gov" });

  it("names no claim that STS does not know there", () => {
    const [{ Condition }] = statementsOf(repositoryTrust(own));
    expect(JSON.stringify(Condition)).not.toContain(":repository");
  });
});

it.each([
  ["github.com", job({})],
  ["GitHub Enterprise Server", job({ type: "github-enterprise-server", issuer: SERVER })],
  ["GitLab", job({ type: "gitlab", issuer: GITLAB, namespace: "acme/data" })],
])("the trust for %s can have an effect", (_, own) => {
  expect(findingsByReference(statementsOf(repositoryTrust(own)) as Statement[], "trust")).toEqual([]);
});
