import { resourcesOf } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/** Every plan fails in the wrong workspace and in a stage that was never bootstrapped (Terraform Cloud has neither). */
export const stageGuard: StackRule = ({ json, stage, backend, address }) => {
  const conditions = resourcesOf(json, "terraform_data").flatMap(({ block }) => {
    const { precondition = [] } = (block["lifecycle"] ?? {}) as { precondition?: { condition: string }[] };
    return precondition.map(({ condition }) => condition);
  });
  if (backend === "cloud") return [];
  const comparesWorkspace = conditions.includes(`\${terraform.workspace == "${stage}"}`);
  const checksReceipt = conditions.some((condition) => /aws_s3_objects\.\S+\.keys\) > 0|fileexists\(/.test(condition));
  return [
    ...(comparesWorkspace ? [] : [`does not compare the workspace with ${stage}`]),
    // The state layer makes the bucket that the receipt is kept in.
    ...(checksReceipt || address.layer === "state" ? [] : ["does not look for the bootstrap receipt"]),
  ];
};
