import { type Witness, witnessesOf } from "../../witnesses/witness";

const PLACES = witnessesOf("moto", "services/moto/places.ts", [
  [
    "enabled-regions",
    "documented",
    "DescribeRegions says of each Region whether it has to be enabled, and whether the account has.",
    "EC2 API Reference, DescribeRegions (OptInStatus); Regions of the table in region-table.ts",
  ],
  [
    "endpoint-services",
    "documented",
    "DescribeVpcEndpointServices lists exactly the services whose interface endpoints can be created.",
    "AWS PrivateLink guide, services that integrate with AWS PrivateLink; the table in region-table.ts",
  ],
]);

const ORGANIZATION = witnessesOf("moto", "services/moto/organization.ts", [
  [
    "organization-of-accounts",
    "assumed",
    "Without an organization in moto, accounts that share without invitations are in one whose management account is none of them.",
    "an organization is managed from an account of its own; otherwise RAM and Organizations would contradict each other",
  ],
  [
    "service-access",
    "documented",
    "ListAWSServiceAccessForOrganization is refused outside of the management account.",
    "Organizations API Reference, ListAWSServiceAccessForOrganization: management account or delegated administrator only",
  ],
]);

const BUCKETS = witnessesOf("moto", "services/moto/index.ts", [
  [
    "bucket-policies",
    "documented",
    "A bucket's policy takes part in judging every call of S3 about the bucket.",
    "S3 User Guide, Bucket policies; kept by the emulator, see docs/decisions/0009-bucket-policies-in-the-sandbox.md",
  ],
]);

/** Behaviours of what goes on to moto. */
export const MOTO_WITNESSES: readonly Witness[] = [...BUCKETS, ...PLACES, ...ORGANIZATION];
