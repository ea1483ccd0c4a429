import { DataResource } from "cdktf";
import { AssociationProof } from "../../../../modules/association-proof";
import { onlyWrite } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";
import { resourcesOf } from "../../../support/terraform-json";

describe("AssociationProof", () => {
  it("asks for the domain, after the invitation is accepted", () => {
    const stack = synthesize((scope) => {
      const accepter = new DataResource(scope, "Accepter");
      new AssociationProof(scope, "Proof", {
        functionName: "f",
        ledgerScope: "dev",
        domainId: "${local.domain}",
        dependsOn: [accepter],
      });
    });
    expect(onlyWrite(stack, "AssociationProof")).toMatchObject({
      key: "dev/association",
      properties: { domainId: "<local.domain>" },
      dependsOn: ["terraform_data.Accepter"],
    });
  });

  it("is made anew for another domain", () => {
    const stack = synthesize((scope) => {
      new AssociationProof(scope, "Proof", { functionName: "f", ledgerScope: "dev", domainId: "${local.domain}" });
    });
    const [trigger] = resourcesOf(stack, "terraform_data");
    expect(trigger.block["input"]).toMatchObject({ domainId: "${local.domain}" });
    expect(onlyWrite(stack, "AssociationProof").block["lifecycle"]).toEqual({
      replace_triggered_by: [trigger.address],
    });
  });
});
