import type { Problem } from "../configuration";
import { fitToRules } from "./fitting";
import { mapOrganization, type AdoptedOrganization } from "./mapping";
import { assumingAccess, owningAccount, readLiveDomain } from "./reading";
import { splitStages, type SplitOptions } from "./stage-options";
import { partitionOf } from "./partition";
import { outputFiles } from "./writing/files";
import { problemsWith, refuseOverwriting, writeFiles } from "./writing/output";

/** A domain to adopt, and how. */
export interface AdoptionRequest {
  readonly domainId: string;
  readonly region: string;
  /** Absolute; where the files go. */
  readonly directory: string;
  /** @default - asked for */
  readonly governanceAccountId?: string;
  /** Role to read with, in every account. @default "smus-deploy" */
  readonly roleName?: string;
  readonly externalId?: string;
  readonly namePrefix?: string;
  /** Accounts that nothing in the domain names. */
  readonly furtherAccounts: readonly string[];
  /** Accounts to leave out. */
  readonly without: readonly string[];
  readonly split: SplitOptions;
  /** Variables that may name endpoints. @default - AWS's own endpoints */
  readonly environment?: NodeJS.ProcessEnv;
  /** Replace files of an earlier run. */
  readonly replace: boolean;
  /** Told what is read. */
  readonly say: (line: string) => void;
}

/** Outcome of an adoption; its files are written. */
export interface Adoption {
  readonly organization: AdoptedOrganization;
  /** Findings of the configuration's rules that a person resolves. */
  readonly problems: readonly Problem[];
  /** Path of the file that says what comes next, below the directory. */
  readonly report: string;
  /** False where an account could not be read. */
  readonly isComplete: boolean;
}

/**
 * Reads an existing V2 domain with its member accounts and writes environment files that reproduce it and take it over.
 *
 * @throws RunnerError where nothing can be written: files of an earlier run, a wrong division into stages, no access
 */
export async function adoptDomain(request: AdoptionRequest): Promise<Adoption> {
  const {
    domainId,
    region,
    directory,
    externalId,
    namePrefix,
    roleName = "smus-deploy",
    replace,
    environment,
  } = request;
  const governanceAccountId = request.governanceAccountId ?? (await owningAccount(domainId, region));
  const live = await readLiveDomain({
    domainId,
    governanceAccountId,
    furtherAccounts: request.furtherAccounts,
    without: request.without,
    access: assumingAccess({ region, roleName, externalId, partition: partitionOf(region), environment }),
    say: request.say,
  });
  const members = [...live.accounts, ...live.unreadable].map(({ id }) => id).filter((id) => id !== live.accountId);
  const split = splitStages(request.split, live.accountId, members.sort());
  const settings = { namePrefix, deployRoleName: request.roleName, externalId };
  const { organization, problems } = fitToRules(
    (refusals) => mapOrganization(live, split, settings, refusals),
    (candidate) => problemsWith(directory, outputFiles(candidate, live)),
  );
  const files = outputFiles(organization, live);
  refuseOverwriting(directory, files, replace);
  writeFiles(directory, files);
  return { organization, problems, report: files.at(-1)?.path ?? "", isComplete: live.unreadable.length === 0 };
}
