import * as client from "@aws-sdk/client-lakeformation";
import type { DataLakeSettings, PutDataLakeSettingsCommandInput } from "@aws-sdk/client-lakeformation";
import { restJson } from "../../http/protocols";
import { lookUpPrincipals } from "../../new-roles";
import { type Call, operation, type Operations, type Service } from "../../service";

const settingsOf = (call: Call) =>
  call.emulator.store.state<{ settings: DataLakeSettings }>("lakeformation", call.account, call.region, () => ({
    settings: { DataLakeAdmins: [], CreateDatabaseDefaultPermissions: [], CreateTableDefaultPermissions: [] },
  }));

const operations: Operations = {
  GetDataLakeSettings: operation((_input: object, call) => ({ DataLakeSettings: settingsOf(call).settings })),
  PutDataLakeSettings: operation((input: PutDataLakeSettingsCommandInput, call) => {
    const admins = input.DataLakeSettings!.DataLakeAdmins ?? [];
    lookUpPrincipals(
      admins.map((admin) => admin.DataLakePrincipalIdentifier),
      call,
    );
    settingsOf(call).settings = input.DataLakeSettings!;
    return {};
  }),
};

/** Data lake settings; the Put overwrites the whole list. Serves only when there is no moto. */
export const lakeFormation: Service = {
  signingName: "lakeformation",
  model: "lakeformation",
  protocol: restJson({ service: "lakeformation", client, served: Object.keys(operations) }),
  operations,
};
