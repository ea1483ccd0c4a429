import type { FaultRule } from "./faults";
import type { GivenRole } from "./iam/policies/given-facts";
import type { IdentityResolver } from "./identity";

/** Durations of the service's asynchronous steps, in milliseconds. */
export interface EmulatorDelays {
  /** Domain CREATING -> AVAILABLE and DELETING -> DELETED. */
  readonly domain: number;
  /** Project PENDING_DEPLOYMENT -> IN_PROGRESS, and again -> SUCCESSFUL or failed. */
  readonly project: number;
  /** From an ASSOCIATED share until the member account sees the domain (up to 3 minutes at AWS: docs/pitfalls.md, 15). */
  readonly association: number;
  /** RAM association ASSOCIATING -> ASSOCIATED. */
  readonly share: number;
  /** Cloud Control request IN_PROGRESS -> SUCCESS. */
  readonly cloudControl: number;
  /** From the first call that names a role until a service can use it (about 10 s at AWS: docs/pitfalls.md, 1). */
  readonly role: number;
  /** Subscription grant PENDING -> IN_PROGRESS, and again -> granted or failed; its revocation likewise. */
  readonly grant: number;
  /** From the creation of something in the catalog until reads find it. */
  readonly catalog: number;
}

/** Delays where none are given: short, so that tests wait little and still see intermediate states. */
export const DEFAULT_DELAYS: EmulatorDelays = {
  domain: 100,
  project: 100,
  association: 0,
  share: 0,
  cloudControl: 50,
  role: 0,
  grant: 100,
  catalog: 0,
};

/** Accounts that are in one organization, and those outside. */
export interface OrganizationOptions {
  /** Id of the organization, `o-...`, where moto has none. @default - callers have no `aws:PrincipalOrgID` */
  readonly id?: string;
  /** Accounts that share with each other without invitations. @default - every account */
  readonly accounts?: readonly string[];
  /** Accounts outside the organization, where `accounts` is not given: they are invited. @default - none */
  readonly outside?: readonly string[];
  /** Accounts of an organizational unit, by OU ARN or id. @default - every account of the organization */
  readonly units?: Readonly<Record<string, readonly string[]>>;
}

/** Settings of IAM. */
export interface IamOptions {
  /** Refuse what policies do not allow; otherwise it is listed under `/_emulator/iam`, and passes. @default true */
  readonly enforce?: boolean;
  /** Roles by ARN, without moto only; every other role is an administrator of its account. @default - none */
  readonly roles?: Readonly<Record<string, GivenRole>>;
}

/** Hosts of the internet that are on this machine: functions reach these at a port of it, under their own names. */
export interface NetworkOptions {
  /** Port by name and port of the host: `{"github.com:443": 4711}`. */
  readonly hosts: Readonly<Record<string, number>>;
  /** Certificate of the authority that has signed theirs, in PEM. */
  readonly certificateAuthority: string;
}

/** Settings of an emulator. */
export interface EmulatorOptions {
  /** TCP port on 127.0.0.1; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** Base URL of moto. @default - none: in-process SSM, Lake Formation and STS serve instead */
  readonly moto?: string;
  /** Keeps the store in this JSON file (and function code in `<file>.code/`). @default - memory only */
  readonly stateFile?: string;
  /** Begins with what `POST /_emulator/save` has written into this directory. @default - with nothing */
  readonly load?: string;
  readonly faults?: readonly FaultRule[];
  /** Finds a caller's identity by access key id. @default - moto's STS, or `emulatorCredentials` without moto */
  readonly identity?: IdentityResolver;
  readonly delays?: Partial<EmulatorDelays>;
  readonly organization?: OrganizationOptions;
  /** Regions that are not enabled from the start and that every account has enabled. @default - none */
  readonly enabledRegions?: readonly string[];
  /** Judges every call by the policies that are there; false has no IAM at all. @default - judges and refuses */
  readonly iam?: IamOptions | false;
  /** Refuse calls over the service's rate per account, Region and operation. @default false */
  readonly enforceRates?: boolean;
  /** Largest page any List returns, to make callers page. @default - the service's own maximum */
  readonly pageSize?: number;
  /**
   * Validate requests against botocore and cfn-lint when Python has them. Answers are validated in any case.
   *
   * @default true
   */
  readonly validate?: boolean;
  /** @default - SMUS_SANDBOX_PYTHON, else python3 */
  readonly python?: string;
  /** Hosts that functions reach on this machine. @default - none: what is not AWS they reach where it is */
  readonly network?: NetworkOptions;
  /** Execution environments of all functions that may exist at once. @default 16 */
  readonly maxFunctionEnvironments?: number;
  /** Told, in a line, of each call that an SDK has sent more than once. @default - nobody: they are listed all the same */
  readonly onRepeated?: (line: string) => void;
  /** Log one line per call to stderr. @default false */
  readonly verbose?: boolean;
}
