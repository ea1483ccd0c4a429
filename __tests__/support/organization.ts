import type { EnvironmentInput } from "../../configuration/model";

export const GOVERNANCE_ID = "000000000001";
export const FINANCE_ID = "000000000011";
export const MARKETING_ID = "000000000021";

/** A stage that owns its domain, with one hosting account, as little as possible of everything else. */
export const OWNING: EnvironmentInput = {
  governanceAccount: "data",
  accounts: {
    data: { id: GOVERNANCE_ID },
    finance: { id: FINANCE_ID, blueprints: { Tooling: {}, DataLake: {} } },
  },
  domain: { name: "example", region: "eu-west-1" },
};

/** The stage that owns the domain of `JOINING`. */
export const SHARED: EnvironmentInput = {
  governanceAccount: "data",
  accounts: { data: { id: GOVERNANCE_ID } },
  domain: {
    name: "example",
    region: "eu-west-1",
    units: { finance: { name: "Finance" } },
    users: { ana: { identifier: "ana", type: "SSO_USER" } },
    groups: { leads: { groupIdentifier: "Leads" } },
  },
};

/** A stage that joins the domain of the stage `shared`. */
export const JOINING: EnvironmentInput = {
  governanceAccount: "data",
  accounts: {
    data: { id: GOVERNANCE_ID },
    finance: { id: FINANCE_ID, blueprints: { Tooling: {} } },
    marketing: { id: MARKETING_ID, blueprints: { Tooling: {} } },
  },
  domain: { fromStage: "shared" },
};

/** One stage as another: members replaced at the top level only. */
export function changed(input: EnvironmentInput, changes: Partial<EnvironmentInput>): EnvironmentInput {
  return { ...input, ...changes };
}
