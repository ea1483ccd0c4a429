import { createHash } from "node:crypto";
import { DescribeModelPackageCommand } from "@aws-sdk/client-sagemaker";
import type { UseCasePlace } from "../../../contracts/aiops/place";
import { isDenied, saidBy } from "../../../aws/faults";
import { AssumeRoleError } from "../../../aws/credentials";
import {
  type Copied,
  type Hindrance,
  type PackageView,
  type Promotion,
  type StageAccounts,
  stageNamed,
  type UseCase,
} from "../../../governance/promotions";
import type { AccountClients } from "../clients";
import { changedCopy, copyAll, readManifest } from "./copies";
import { CopyDiffers } from "./copy-file";
import { decideVersion } from "./decide";
import { readPlace } from "./places";
import { registerVersion } from "./register";
import { servedBy } from "./running";

/** Work in the accounts of stages, as the role of each. */
export class AwsStageAccounts implements StageAccounts {
  /**
   * @param prefix - Prefix of all names.
   * @param isOver - Tells that no further file is to be begun.
   */
  public constructor(
    private readonly prefix: string,
    private readonly account: (roleArn: string, region: string) => AccountClients,
    private readonly isOver: () => boolean,
  ) {}

  public async place(useCase: UseCase, stage: string): Promise<UseCasePlace | undefined> {
    try {
      return await readPlace(this.clients(useCase, stage).ssm, this.prefix, useCase.key, stage);
    } catch (error) {
      // The role is made with the record: an account without it is not applied yet.
      if (error instanceof AssumeRoleError) return undefined;
      throw error;
    }
  }

  public async copy(
    useCase: UseCase,
    stage: string,
    { source, content }: Promotion,
    { artifacts, version }: PackageView,
  ): Promise<Copied | Hindrance> {
    const { s3 } = this.clients(useCase, stage);
    return orHindrance(async () => {
      const place = await this.place(useCase, stage);
      if (place === undefined) return { hindrance: `The account of ${stage} has no record of the use case any more.` };
      const { bucket, kmsKeyArn } = place;
      const folder = `${useCase.key}/models/${version}/${digest(content).slice(0, 12)}`;
      return copyAll({ source, artifacts, bucket, folder }, { s3, kmsKeyArn, isOver: this.isOver });
    });
  }

  public async register(
    useCase: UseCase,
    stage: string,
    promotion: Promotion,
  ): Promise<{ readonly release: string } | Hindrance> {
    const { sagemaker, s3 } = this.clients(useCase, stage);
    const { copied } = promotion.passages[stage];
    if (copied === undefined) throw new Error(`${promotion.id} is to be registered in ${stage} before it is copied`);
    return orHindrance(async () => {
      const { addresses } = await readManifest({ s3 }, copied);
      const described = await this.account(useCase.build.accountRoleArn, useCase.build.region).sagemaker.send(
        new DescribeModelPackageCommand({ ModelPackageName: promotion.source }),
      );
      const group = useCase.modelPackageGroup;
      const known = new Map(Object.entries(addresses));
      return registerVersion(sagemaker, { promotion, copied, group, described, addresses: known });
    });
  }

  public async decide(
    useCase: UseCase,
    stage: string,
    { release, copied }: { readonly release: string; readonly copied?: Copied },
    decision: { readonly outcome: "Approved" | "Rejected"; readonly reason: string },
  ): Promise<Hindrance | undefined> {
    const { sagemaker, s3 } = this.clients(useCase, stage);
    return orHindrance(async () => {
      const changed = copied === undefined ? undefined : await changedCopy({ s3 }, copied);
      return changed ?? decideVersion(sagemaker, release, decision);
    });
  }

  public async running(useCase: UseCase, stage: string): Promise<string | undefined> {
    return servedBy(this.clients(useCase, stage).sagemaker, `${useCase.key}-${stage}`);
  }

  private clients(useCase: UseCase, stage: string): AccountClients {
    const { accountRoleArn, region } = stageNamed(useCase, stage);
    return this.account(accountRoleArn, region);
  }
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Answer of some work, or the hindrance where only people can remove what refuses it: that keeps no other promotion from going on. */
async function orHindrance<T>(work: () => Promise<T>): Promise<T | Hindrance> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CopyDiffers) return { hindrance: `${error.message}.` };
    if (isDenied(error) || error instanceof AssumeRoleError)
      return { hindrance: `The account refuses it: ${saidBy(error)}` };
    throw error;
  }
}
