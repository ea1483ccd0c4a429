import {
  CreateAssetTypeCommand,
  DeleteAssetTypeCommand,
  type FormEntryInput,
  type FormEntryOutput,
  GetAssetTypeCommand,
} from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { Keyed } from "../engine/comparison";
import type { Handler, Scope } from "../engine/handler";
import { liveRevision, revisionToSend, wantedRevision } from "./form-revisions";

type TypeProperties = Properties<"AssetType">;

/**
 * Asset types. The id is the name; a change is a creation under the same name, which the service makes a revision of.
 *
 * A type names revisions of its forms. It is in sync while those have the content that is configured, so that a changed form
 * moves its types in the same apply.
 */
export const assetType: Handler<"AssetType"> = {
  kind: "AssetType",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: ({ description, forms }) => ({
    description,
    forms: new Keyed(
      Object.fromEntries(
        Object.entries(forms).map(([name, form]) => [
          name,
          { formType: form.formType, revision: wantedRevision(form), required: form.required },
        ]),
      ),
    ),
  }),

  async get({ clients }, { domainId, forms }, id) {
    const live = await clients.datazone().send(new GetAssetTypeCommand({ domainIdentifier: domainId, identifier: id }));
    const members: Record<string, { formType: string; revision: string; required: boolean }> = {};
    for (const [name, form] of Object.entries(live.formsOutput ?? {})) {
      const { typeName = "", typeRevision = "", required = false }: Partial<FormEntryOutput> = form;
      const revision = await liveRevision(clients, domainId, typeName, typeRevision, forms[name]);
      members[name] = { formType: typeName, revision, required };
    }
    return {
      id,
      phase: "ready",
      values: { description: live.description, forms: new Keyed(members) },
      createOnly: { projectId: live.owningProjectId, name: live.name },
      attributes: {},
    };
  },

  find: (scope, properties) => assetType.get(scope, properties, properties.name),

  async create(scope, properties) {
    await write(scope, properties);
    return properties.name;
  },

  async update(scope, properties) {
    await write(scope, properties);
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(new DeleteAssetTypeCommand({ domainIdentifier: domainId, identifier: id }));
  },
};

async function write(scope: Scope, { domainId, projectId, name, description, forms }: TypeProperties): Promise<void> {
  const formsInput: Record<string, FormEntryInput> = {};
  for (const [key, form] of Object.entries(forms)) {
    const typeRevision = await revisionToSend(scope, domainId, form);
    formsInput[key] = { typeIdentifier: form.formType, typeRevision, required: form.required };
  }
  await scope.clients.datazoneOnce().send(
    new CreateAssetTypeCommand({
      domainIdentifier: domainId,
      owningProjectIdentifier: projectId,
      name,
      description,
      formsInput,
    }),
  );
}
