import type { Stage } from "../../configuration";

/** Options of a sandbox. */
export interface SandboxOptions {
  /**
   * Repository root.
   *
   * @default - the working directory
   */
  readonly root?: string;
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Logs, synthesized stacks, local states.
   *
   * @default - `.smus/sandbox`
   */
  readonly workDirectory?: string;
  /**
   * Directory of stage files.
   *
   * @default - the example organization, `environments`
   */
  readonly environmentsDirectory?: string;
  /** Refuse calls over the service's rates, as AWS does. @default false */
  readonly throttle?: boolean;
  /** Let pass what policies of IAM do not allow, and only list it. @default false */
  readonly noIam?: boolean;
  /** File that `Sandbox.snapshot` has written: the sandbox goes on from there. @default - begins with nothing */
  readonly from?: string;
  /** Have terraform start a provider for each of its runs, as it does outside the sandbox. @default false */
  readonly ownProviders?: boolean;
  /** @default - free ports */
  readonly motoPort?: number;
  readonly emulatorPort?: number;
  /** Told of the stages before anything is started; refuses them by throwing. */
  readonly check?: (stages: readonly Stage[]) => void;
  /** Told what takes long. */
  readonly say?: (line: string) => void;
}
