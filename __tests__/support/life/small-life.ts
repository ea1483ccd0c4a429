import { GetDataLakeSettingsCommand, PutDataLakeSettingsCommand } from "@aws-sdk/client-lakeformation";
import type { World } from "../worlds/world";
import { ByHand } from "./by-hand";
import { Life } from "./life";
import { furnishedAccount, IDS, smallOrganization } from "./organization";

type Organization = ReturnType<typeof smallOrganization>;

/** Ids of what a small organization consists of, by key. */
export interface SmallIds {
  readonly profiles: unknown;
  readonly pools: unknown;
  readonly units: unknown;
  readonly projects: unknown;
}

/** A data lake administrator of the finance account that somebody else has made: it has to stay. */
export const FOREIGN_ADMIN = `arn:aws:iam::${IDS.finance}:role/lake-operations`;

/** The small organization in a sandbox: its one stage file as an object, which tests change as a user changes the file. */
export class SmallLife {
  private constructor(
    readonly life: Life,
    readonly organization: Organization,
  ) {}

  /** Begins with nothing applied, or with a world; `organization` is what was applied there. */
  static async begin(from?: World, organization: Organization = smallOrganization()): Promise<SmallLife> {
    return new SmallLife(await Life.begin({ main: organization }, from), organization);
  }

  rewrite(change: (now: Organization) => void): void {
    change(this.organization);
    this.life.write({ main: this.organization });
  }

  ids(): SmallIds {
    const { life } = this;
    return {
      profiles: life.outputs("governance-profiles").projectProfileIds,
      pools: life.outputs("governance-profiles").accountPoolIds,
      units: life.outputs("governance-domain").domainUnitIds,
      projects: life.outputs("governance-projects").projectIds,
    };
  }

  /** Data lake administrators of the finance account. */
  async administrators(): Promise<string[]> {
    const { lakeFormation } = await this.life.clients(IDS.finance);
    const { DataLakeSettings } = await lakeFormation.send(new GetDataLakeSettingsCommand({}));
    return (DataLakeSettings?.DataLakeAdmins ?? []).map((admin) => admin.DataLakePrincipalIdentifier ?? "");
  }

  async makeForeignAdministrator(): Promise<void> {
    const { lakeFormation } = await this.life.clients(IDS.finance);
    const settings = { DataLakeAdmins: [{ DataLakePrincipalIdentifier: FOREIGN_ADMIN }] };
    await lakeFormation.send(new PutDataLakeSettingsCommand({ DataLakeSettings: settings }));
  }

  /** Gives the means to do by hand, past Terraform, what the deploy role of an account may do. */
  async handOf(account: string): Promise<ByHand> {
    const { datazone } = await this.life.clients(account);
    return new ByHand(datazone, String(this.life.outputs("governance-domain").domainId));
  }
}

/** The small organization with one more account, which its pool lists, and one more unit. */
export function extend({ accounts, domain, pools }: Organization): void {
  accounts.research = furnishedAccount(IDS.research, { blueprints: { Tooling: {}, DataLake: {} } });
  pools.development.source.accounts.push({ account: "research" });
  domain.units.trials = { name: "Trials" };
}
