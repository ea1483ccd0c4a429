import { DataResource } from "cdktf";
import { Domain, type DomainProps } from "../../../../modules/domain";
import { onlyWrite } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";
import { resourcesOf, withLocals } from "../../../support/terraform-json";

const PROPERTIES: DomainProps["properties"] = {
  name: "example-data",
  description: 'He said "data"',
  domainExecutionRoleArn: "arn:aws:iam::111122223333:role/service-role/AmazonSageMakerDomainExecution",
  serviceRoleArn: "arn:aws:iam::111122223333:role/service-role/AmazonSageMakerDomainService",
  singleSignOn: { type: "IAM_IDC", userAssignment: "MANUAL" },
  tags: { "smus:stage": "shared" },
};

function build(props: Partial<DomainProps> = {}) {
  const attributes: string[] = [];
  const stack = synthesize((scope) => {
    const domain = new Domain(scope, "Domain", {
      functionName: "f",
      ledgerScope: "shared",
      properties: PROPERTIES,
      key: { type: "created", arn: "${aws_kms_key.Key.arn}" },
      dependsOn: [new DataResource(scope, "Roles")],
      protect: false,
      ...props,
    });
    attributes.push(domain.id, domain.arn, domain.rootDomainUnitId, domain.portalUrl);
  });
  return { stack, write: onlyWrite(stack, "Domain"), attributes };
}

describe("Domain", () => {
  it("sends everything it was given, after roles and key exist", () => {
    const { write } = build();
    expect(write).toMatchObject({ key: "shared/domain", dependsOn: ["terraform_data.Roles"] });
    expect(write.properties).toEqual({ ...PROPERTIES, kmsKeyArn: "<aws_kms_key.Key.arn>" });
    expect(write).not.toHaveProperty("adoptId");
  });

  it("names a key that is given, and none where AWS's is used", () => {
    const arn = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    expect(build({ key: { type: "given", arn } }).write.properties).toEqual({ ...PROPERTIES, kmsKeyArn: arn });
    expect(build({ key: { type: "awsOwned" } }).write.properties).toEqual(PROPERTIES);
  });

  it("takes over an existing domain when told its id", () => {
    expect(build({ adoptDomainId: "dzd-4mz5ps4i6b2ppj" }).write.adoptId).toBe("dzd-4mz5ps4i6b2ppj");
  });

  it("is never replaced, and destroyed only where protection is off", () => {
    expect(build({ protect: true }).write.block["lifecycle"]).toEqual({ prevent_destroy: true });
    expect(build().write.block).not.toHaveProperty("lifecycle.prevent_destroy");
    expect(resourcesOf(build().stack, "terraform_data").map(({ logicalId }) => logicalId)).toEqual(["Roles"]);
  });

  it("publishes id, ARN, root unit and portal of the live domain, or of the one just written", () => {
    const { stack, attributes } = build();
    const written = attributes.map((value) => withLocals(stack, value));
    const members = written.map((value) => /\? \S+\.result\)\.(\S+) : \S+\.result\)\.(\S+)\}$/.exec(value));
    expect(members.map((match) => match?.slice(1))).toEqual([
      ["id", "id"],
      ["attributes.arn", "attributes.arn"],
      ["attributes.rootDomainUnitId", "attributes.rootDomainUnitId"],
      ["attributes.portalUrl", "attributes.portalUrl"],
    ]);
  });
});
