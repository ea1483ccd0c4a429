import { CreateUserProfileCommand, type DataZoneClient } from "@aws-sdk/client-datazone";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { IamOfAccount } from "../../../sandbox/launcher/iam-of-account";
import type { Issuer } from "../../terraform/data-plane/issuer";
import type { Control } from "./control";
import { GOVERNANCE } from "./example";

/** Somebody who signs in to the portal. */
export interface Person {
  /** Group of the token; rights follow from it. */
  readonly group: string;
  /** Name by which the domain knows the person: the ARN of the role of the team, or of an IAM user of the person's own. */
  readonly login: string;
}

const ofTeam = (group: string): Person => ({ group, login: `arn:aws:iam::${GOVERNANCE}:role/team/${group}` });

/**
 * A person whom the domain tells apart from the rest of the team. All sessions of a role are one profile in a domain without Identity Center,
 * so two who decide together need profiles of their own: DataZone has them for IAM users as well.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_CreateUserProfile.html
 */
const alone = (group: string, user: string): Person => ({ group, login: `arn:aws:iam::${GOVERNANCE}:user/${user}` });

/** People of the day. */
export const PEOPLE = {
  engineer: ofTeam("marketing-engineers"),
  lead: ofTeam("marketing-leads"),
  producer: ofTeam("finance-engineers"),
  steward: ofTeam("data-stewards"),
  stella: alone("data-stewards", "stella.okafor"),
  omar: alone("data-stewards", "omar.haddad"),
  auditor: ofTeam("auditors"),
  stranger: ofTeam("strangers"),
} as const;

/** Answer of the API. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** People at the portal: their tokens, and what they do when an answer does not come. */
export class Portal {
  public constructor(
    private readonly control: Control,
    private readonly issuer: Issuer,
    private readonly url: string,
  ) {}

  /** Makes known to the domain who decides or asks: without a profile nobody can say whose request is whose. */
  public static async introduce(datazone: DataZoneClient, domainIdentifier: string, url: string): Promise<void> {
    const iam = new IamOfAccount(url, GOVERNANCE);
    for (const { login } of [PEOPLE.engineer, PEOPLE.lead, PEOPLE.steward, PEOPLE.stella, PEOPLE.omar]) {
      const isUser = login.includes(":user/");
      if (isUser) await iam.user(login.slice(login.lastIndexOf("/") + 1), {});
      const profile = { domainIdentifier, userIdentifier: login, userType: isUser ? "IAM_USER" : "IAM_ROLE" } as const;
      await datazone.send(new CreateUserProfileCommand(profile));
    }
  }

  /** Reads, as a person; whatever the answer is. */
  public async read(person: Person, path: string): Promise<Answer> {
    return this.untilAnswered(() => this.send(person, path));
  }

  /**
   * Does something, as a person: with a key of its own, and again where the answer says that it failed or is not done, as the portal does.
   */
  public async act(person: Person, path: string, body: object): Promise<Answer> {
    const key = randomUUID();
    return this.untilAnswered(() => this.send(person, path, body, key));
  }

  /** Reads without having signed in. */
  public async readUnsigned(path: string): Promise<number> {
    return (await fetch(`${this.url}${path}`)).status;
  }

  private async untilAnswered(send: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const answer = await send();
      const isBusy = answer.status >= 500 || answer.body.code === "still-running";
      if (!isBusy || tries === 10) return answer;
      // Who was cut off holds the key for a minute.
      if (answer.body.code === "still-running") await this.control.skip(61);
      await sleep(200);
    }
  }

  private async send({ group, login }: Person, path: string, body?: object, key?: string): Promise<Answer> {
    const hour = Math.floor((await this.control.now()).getTime() / 1000) + 3600;
    const claims = { sub: login, groups: [group], team_role: login, exp: hour };
    const token = this.issuer.token({ aud: "https://governance.example.com", ...claims });
    const headers = {
      ...{ authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(key === undefined ? {} : { "idempotency-key": key }),
    };
    const sent = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/v1${path}`, sent);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
}
