import { CreateFormTypeCommand, DeleteFormTypeCommand, GetFormTypeCommand } from "@aws-sdk/client-datazone";
import { isDenied, lacksPermission } from "../../../aws/faults";
import type { Properties } from "../../../contracts/control-plane";
import { normalForm } from "../../../contracts/service/form-structure";
import { ControlPlaneError } from "../errors";
import type { Handler, Live, Scope } from "../engine/handler";
import { contentOf } from "./form-revisions";
import { hasForm, ownAssetTypes } from "./type-search";

type FormProperties = Properties<"FormType">;

/** Metadata forms. The id is the name; a change is a creation under the same name, which the service makes a revision of. */
export const formType: Handler<"FormType"> = {
  kind: "FormType",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: ({ description, status, smithy }) => ({ description, status, smithy: normalForm(smithy) }),

  async get(scope, properties, id) {
    try {
      return await byName(scope, properties, id);
    } catch (error) {
      // One that is gone may be refused instead of not found (field evidence, section 2).
      if (!isDenied(error) || lacksPermission(error)) throw error;
      if (await hasForm(scope.clients, properties.domainId, id)) throw error;
      return undefined;
    }
  },

  find: (scope, properties) => formType.get(scope, properties, properties.name),

  async create(scope, properties) {
    await write(scope, properties, properties.status);
    return properties.name;
  },

  async refuseReplacement({ clients }, { domainId, name }) {
    const types = await ownAssetTypes(clients, domainId);
    const users = types.filter(({ formsOutput }) =>
      Object.values(formsOutput ?? {}).some(({ typeName }) => typeName === name),
    );
    if (users.length === 0) return;
    const named = users.map((type) => `"${type.name}"`).join(", ");
    throw new ControlPlaneError(
      "VOCABULARY_IN_USE",
      `form "${name}" cannot be renamed or handed to another project while asset types use it: ${named}; fix: add a form under another key, apply it with the asset types moved to it, then remove this one`,
    );
  },

  async update(scope, properties) {
    await write(scope, properties, properties.status);
    return "updated";
  },

  async delete(scope, properties, id) {
    // As the portal does: a form that may still be chosen is not deleted.
    if ((await byName(scope, properties, id)).values.status === "ENABLED") await write(scope, properties, "DISABLED");
    await scope.clients
      .datazone()
      .send(new DeleteFormTypeCommand({ domainIdentifier: properties.domainId, formTypeIdentifier: id }));
  },
};

async function byName({ clients }: Scope, { domainId }: FormProperties, name: string): Promise<Live> {
  const live = await clients
    .datazone()
    .send(new GetFormTypeCommand({ domainIdentifier: domainId, formTypeIdentifier: name }));
  const { smithy, description, status } = contentOf(live);
  return {
    id: name,
    phase: "ready",
    values: { description, status, smithy: normalForm(smithy) },
    createOnly: { projectId: live.owningProjectId, name: live.name },
    attributes: {},
  };
}

async function write({ clients }: Scope, properties: FormProperties, status: FormProperties["status"]): Promise<void> {
  const { domainId, projectId, name, description, smithy } = properties;
  await clients.datazoneOnce().send(
    new CreateFormTypeCommand({
      domainIdentifier: domainId,
      owningProjectIdentifier: projectId,
      name,
      description,
      status,
      model: { smithy },
    }),
  );
}
