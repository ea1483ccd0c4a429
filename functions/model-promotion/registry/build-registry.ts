import {
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  type ModelPackageSummary,
} from "@aws-sdk/client-sagemaker";
import { allPages } from "../../../aws/pages";
import {
  type Listed,
  type ModelRegistry,
  type PackageView,
  parseRelease,
  type UseCase,
} from "../../../governance/promotions";
import type { AccountClients } from "../clients";
import { digestOfManifest } from "./data-manifest";
import { isGone } from "./gone";
import { packageView } from "./package-view";

/** Registry of the account in which a use case is built, as the role there. */
export class BuildRegistry implements ModelRegistry {
  public constructor(private readonly account: (roleArn: string, region: string) => AccountClients) {}

  public async describe(useCase: UseCase, release: string): Promise<PackageView | undefined> {
    if (!isBuiltIn(useCase, release)) return undefined;
    try {
      const command = new DescribeModelPackageCommand({ ModelPackageName: release });
      const view = packageView(await this.clients(useCase).sagemaker.send(command));
      // An answer about another version would be another decision.
      return view.release === release ? view : undefined;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  public async list(useCase: UseCase): Promise<readonly Listed[]> {
    const { sagemaker } = this.clients(useCase);
    const summaries = await allPages(
      (NextToken) =>
        sagemaker.send(
          new ListModelPackagesCommand({
            ModelPackageGroupName: useCase.modelPackageGroup,
            MaxResults: 100,
            NextToken,
          }),
        ),
      ({ ModelPackageSummaryList }) => ModelPackageSummaryList,
    );
    return summaries.flatMap((summary) => listed(summary));
  }

  public async manifestDigest(useCase: UseCase, address: string): Promise<string | undefined> {
    return digestOfManifest(this.clients(useCase).s3, useCase, address);
  }

  private clients({ build }: UseCase): AccountClients {
    return this.account(build.accountRoleArn, build.region);
  }
}

/** Tells whether a release is a version of the use case's own group in its build account. */
export function isBuiltIn(
  { build, modelPackageGroup }: Pick<UseCase, "build" | "modelPackageGroup">,
  address: string,
): boolean {
  const release = parseRelease(address);
  return (
    release?.kind === "package" &&
    release.account === build.account &&
    release.region === build.region &&
    // The service writes names of groups in small letters into ARNs of versions.
    release.group.toLowerCase() === modelPackageGroup.toLowerCase()
  );
}

function listed(summary: ModelPackageSummary): Listed[] {
  const { ModelPackageArn: release, ModelPackageVersion: version, ModelApprovalStatus: approval } = summary;
  const { Stage: stage, StageStatus: status } = summary.ModelLifeCycle ?? {};
  if (release === undefined || version === undefined) return [];
  return [
    {
      release,
      version,
      approval,
      ...(stage === undefined || status === undefined ? {} : { lifeCycle: { stage, status } }),
    },
  ];
}
