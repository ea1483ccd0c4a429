import { resourcesOf, type Element } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/** Types that hold data or whose loss cuts everybody off. */
const DATA = ["aws_kms_key", "aws_s3_bucket", "aws_ram_resource_share"];
const EVERYTHING = ["aws_vpc"];

/** At protection `data` and `all` what holds data cannot be destroyed; at `none` everything can (sandbox, trials). */
export const destroyProtection: StackRule = ({ json, protection }) => {
  const elements = resourcesOf(json);
  if (protection === "none") {
    return elements.filter(isProtected).map(({ address }) => `${address} cannot be destroyed at protection none`);
  }
  return elements
    .filter((element) => holdsData(element) || (protection === "all" && belongsToAll(element)))
    .filter((element) => !isProtected(element))
    .map(({ address }) => `${address} can be destroyed at protection ${protection}`);
};

function isProtected({ block }: Element): boolean {
  return (block["lifecycle"] as { prevent_destroy?: boolean } | undefined)?.prevent_destroy === true;
}

function holdsData(element: Element): boolean {
  return DATA.includes(element.type) || writes(element, "Domain");
}

function belongsToAll(element: Element): boolean {
  const isPrivateSubnet = element.type === "aws_subnet" && !element.logicalId.includes("PublicSubnet");
  return EVERYTHING.includes(element.type) || isPrivateSubnet || writes(element, "Project");
}

function writes({ type, block }: Element, kind: string): boolean {
  return type === "aws_lambda_invocation" && String(block["input"]).startsWith(`{"kind":"${kind}",`);
}
