import { GitConnection, GitHost, GitStatusRead } from "../../../../modules/git-connection";
import { readsOf } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";
import { resourcesOf } from "../../../support/terraform-json";

const HANDSHAKE = { by: "the platform team", console: "https://console.example" };
const TAG = { "for-use-with-all-datazone-projects": "true" };
const VPC = { vpcId: "vpc-01234567", subnetIds: ["subnet-01234567"], securityGroupIds: ["sg-01234567"] };

describe("hosts and connections of Git providers", () => {
  const stack = synthesize((scope) => {
    const host = new GitHost(scope, "Host", {
      name: "gitlab",
      provider: "GitLabSelfManaged",
      endpoint: "https://gitlab.example.com",
      vpc: { ...VPC, tlsCertificate: "-----BEGIN CERTIFICATE-----" },
      useInProjects: true,
      importId: "arn:aws:codeconnections:us-east-1:111122223333:host/one",
    });
    const shared = { useInProjects: true, handshake: HANDSHAKE };
    new GitConnection(scope, "Through", { ...shared, key: "through", name: "through", at: { hostArn: host.arn } });
    new GitConnection(scope, "Plain", {
      key: "plain",
      name: "Plain",
      at: { provider: "GitHub" },
      useInProjects: false,
      handshake: HANDSHAKE,
    });
  });
  const [host] = resourcesOf(stack, "aws_codeconnections_host");
  const connections = resourcesOf(stack, "aws_codeconnections_connection").map(({ block }) => block);

  it("reach an installation through a VPC, with the certificate of a private authority", () => {
    expect(host.block).toMatchObject({
      name: "gitlab",
      provider_type: "GitLabSelfManaged",
      provider_endpoint: "https://gitlab.example.com",
      vpc_configuration: [
        {
          vpc_id: "vpc-01234567",
          subnet_ids: ["subnet-01234567"],
          security_group_ids: ["sg-01234567"],
          tls_certificate: "-----BEGIN CERTIFICATE-----",
        },
      ],
      tags: TAG,
    });
  });

  it("go to a provider or through a host, and are enabled for projects by AWS's tag", () => {
    const [plain, through] = connections.toSorted((a, b) => (String(a["name"]) < String(b["name"]) ? -1 : 1));
    expect(through).toMatchObject({
      host_arn: expect.stringContaining("aws_codeconnections_host.") as string,
      tags: TAG,
    });
    expect(plain).toMatchObject({ name: "Plain", provider_type: "GitHub" });
    expect(plain).not.toHaveProperty("tags");
    expect(through).not.toHaveProperty("provider_type");
  });

  it("take over what exists", () => {
    const imports = (stack as { readonly import?: readonly { readonly id: string }[] }).import ?? [];
    expect(imports.map(({ id }) => id)).toEqual(["arn:aws:codeconnections:us-east-1:111122223333:host/one"]);
  });

  it("say in a check, which holds nothing up, who finishes a connection", () => {
    const checks = Object.values((stack as { readonly check?: Record<string, { assert: object[] }> }).check ?? {});
    expect(checks).toHaveLength(2);
    expect(checks.map(({ assert }) => assert[0])).toContainEqual({
      condition: expect.stringMatching(
        /^\$\{aws_codeconnections_connection\.Plain\w*\.connection_status == "AVAILABLE"\}$/,
      ) as string,
      error_message: expect.stringMatching(
        /^Git connection plain is \$\{.*\} and waits for the platform team to finish it: https:\/\/console\.example \(no profile names it until then\)\.$/,
      ) as string,
    });
  });
});

describe("the status of a connection", () => {
  let [available, finished, isFinished] = ["", "", ""];
  const stack = synthesize((scope) => {
    const read = new GitStatusRead(scope, "Status", { functionName: "f", connectionArn: "${local.arn}" });
    available = read.whileAvailable("local.arn");
    finished = read.unlessPending('"team/code"');
    isFinished = read.isFinished;
  });

  it("is read through the alias that only reads", () => {
    const [{ block }] = readsOf(stack);
    expect(block).toMatchObject({ function_name: "f", qualifier: "read" });
    expect(block["input"]).toBe('{"action":"git-status","connectionArn":${jsonencode(local.arn)}}');
  });

  it("withholds a value until the connection is AVAILABLE, or until it was finished once", () => {
    expect(available).toMatch(/^\$\{jsondecode\(.*\)\.status == "AVAILABLE" \? local\.arn : null\}$/);
    expect(isFinished).toMatch(/^jsondecode\(.*\)\.status != "PENDING"$/);
    expect(finished).toMatch(/^\$\{jsondecode\(.*\)\.status == "PENDING" \? null : "team\/code"\}$/);
  });
});
