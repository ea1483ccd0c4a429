import * as path from "node:path";
import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from "cdktf";
import { type Layer } from "../../contracts/layers";
import { isOptIn, STS_REGION } from "../../contracts/service/regions";
import { cloudWorkspaceName, stateKey, WORKSPACE_KEY_PREFIX } from "../../contracts/names";

/** Location of the state of one stack, resolved for one stage. */
export type StateLocation = StackState & (S3Location | LocalLocation | CloudLocation);

/** Location of the state of one stack in Terraform Cloud. */
export type CloudStateLocation = StackState & CloudLocation;

interface StackState {
  /** Stage that owns the state: its workspace. */
  readonly stage: string;
  readonly account: string;
  readonly layer: Layer;
}

interface S3Location {
  readonly backend: "s3";
  readonly bucket: string;
  readonly region: string;
  /** Role assumed in the account that owns the bucket. */
  readonly roleArn: string;
  readonly externalId?: string;
  /** Path-style addressing, for local endpoints. */
  readonly usePathStyle: boolean;
}

interface LocalLocation {
  readonly backend: "local";
  /** Absolute directory. */
  readonly directory: string;
}

interface CloudLocation {
  readonly backend: "cloud";
  readonly organization: string;
  readonly hostname: string;
  readonly project?: string;
  readonly workspacePrefix: string;
}

/** Sessions of state access, distinguishable in CloudTrail from those of the provider. */
const STATE_SESSION = "smus-state";

/** Declares the backend of `stack`. Terraform adds the workspace itself: TF_WORKSPACE, or the `cloud` block's name. */
export function stateBackend(stack: TerraformStack, location: StateLocation): void {
  switch (location.backend) {
    case "s3": {
      const backend = new S3Backend(stack, s3Configuration(location));
      // cdktf 0.21 has no property for native lock files; cdktn 0.24 does.
      backend.addOverride("use_lockfile", true);
      return;
    }
    case "local":
      new LocalBackend(stack, localConfiguration(location));
      return;
    case "cloud":
      new CloudBackend(stack, {
        organization: location.organization,
        hostname: location.hostname,
        workspaces: new NamedCloudWorkspace(workspaceName(location), location.project),
      });
  }
}

/**
 * Configuration of an S3 backend; shared with the remote states that read it.
 *
 * Without `encrypt`: the bucket encrypts with its own key whatever names no encryption, and `encrypt` without a key names
 * AES256, which the bucket refuses.
 */
export function s3Configuration(location: StackState & S3Location) {
  return {
    bucket: location.bucket,
    key: stateKey(location.account, location.layer),
    region: location.region,
    ...(isOptIn(location.region) ? { stsRegion: STS_REGION } : {}),
    workspaceKeyPrefix: WORKSPACE_KEY_PREFIX,
    assumeRole: {
      roleArn: location.roleArn,
      sessionName: STATE_SESSION,
      ...(location.externalId === undefined ? {} : { externalId: location.externalId }),
    },
    ...(location.usePathStyle ? { usePathStyle: true } : {}),
  };
}

/** Configuration of a local backend; shared with the remote states that read it. */
export function localConfiguration(location: StackState & LocalLocation) {
  const directory = path.join(location.directory, location.account, location.layer);
  return { path: path.join(directory, "terraform.tfstate"), workspaceDir: path.join(directory, "workspaces") };
}

/** Name of the Terraform Cloud workspace of a stack. */
export function workspaceName(location: CloudStateLocation): string {
  return cloudWorkspaceName(location.workspacePrefix, location.account, location.layer, location.stage);
}
