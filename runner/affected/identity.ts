/**
 * Arguments whose change makes Terraform replace an object, so that what others read of it (its id, its ARN) gets another
 * value. A change of any other argument is made in place and leaves those values as they are.
 *
 * Only types that outputs refer to need an entry; of a type without one every argument counts. From the provider's
 * schemas ("Forces new resource" in its documentation, 5.100).
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  aws_datazone_user_profile: ["domain_identifier", "user_identifier", "user_type", "region"],
  aws_kms_key: ["custom_key_store_id", "customer_master_key_spec", "key_usage", "multi_region", "region", "xks_key_id"],
  // With lifecycle_scope CRUD a change of `input` is an update. What must be replaced is named by replace_triggered_by.
  aws_lambda_invocation: ["function_name", "lifecycle_scope", "qualifier", "region", "terraform_key"],
  // The function answers with the id of the object, which only a replacement changes.
  "data.aws_lambda_invocation": ["function_name"],
  aws_ram_resource_share: ["permission_arns", "region"],
  aws_subnet: [
    "assign_ipv6_address_on_creation",
    "availability_zone",
    "availability_zone_id",
    "cidr_block",
    "ipv6_cidr_block",
    "ipv6_native",
    "outpost_arn",
    "region",
    "vpc_id",
  ],
  aws_vpc: [
    "cidr_block",
    "instance_tenancy",
    "ipv4_ipam_pool_id",
    "ipv4_netmask_length",
    "ipv6_ipam_pool_id",
    "region",
  ],
};

/** Never of influence on what others read. */
const HARMLESS = ["depends_on", "lifecycle", "tags"];

/** The part of a block's body on which the values depend that others read of it. */
export function identityOf(address: string, body: unknown): unknown {
  if (typeof body !== "object" || body === null || !isObject(address)) return body;
  const type = address.slice(0, address.lastIndexOf("."));
  const replacing = REPLACING[type];
  const counts = (name: string): boolean =>
    name === "provider" || (replacing === undefined ? !HARMLESS.includes(name) : replacing.includes(name));
  return Object.fromEntries(Object.entries(body).filter(([name]) => counts(name)));
}

/** References that make Terraform replace a block although its own arguments stay (`replace_triggered_by`). */
export function triggersOf(body: unknown): unknown {
  const lifecycle = (body as { lifecycle?: { replace_triggered_by?: unknown } } | null)?.lifecycle;
  return lifecycle?.replace_triggered_by ?? [];
}

/** The part of a provider's configuration that says where objects live; roles, sessions and default tags do not. */
export function placeOf(provider: unknown): unknown {
  const { region, allowed_account_ids } = (provider ?? {}) as Record<string, unknown>;
  return { region, allowed_account_ids };
}

/** Tells whether an address is that of a resource or a data source. */
function isObject(address: string): boolean {
  return !/^(?:local|output|variable|module|provider|terraform)\./.test(address);
}
