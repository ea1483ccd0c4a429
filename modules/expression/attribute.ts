import type { TerraformElement } from "cdktf";

/**
 * An attribute of a resource as an expression string, `${aws_ram_resource_share.X.arn}`.
 *
 * CDKTF's tokens resolve differently inside and outside of expressions; values that end up in a JSON document are
 * therefore passed around as plain expressions.
 */
export function attributeOf(
  resource: TerraformElement & { readonly terraformResourceType: string },
  name: string,
): string {
  return `\${${resource.terraformResourceType}.${resource.friendlyUniqueId}.${name}}`;
}
