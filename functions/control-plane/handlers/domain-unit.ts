import {
  CreateDomainUnitCommand,
  DeleteDomainUnitCommand,
  GetDomainUnitCommand,
  ListDomainUnitsForParentCommand,
  UpdateDomainUnitCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Handler } from "../engine/handler";

/** Domain units below the root. */
export const domainUnit: Handler<"DomainUnit"> = {
  kind: "DomainUnit",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,
  desired: ({ name, description }) => ({ name, description }),

  async get({ clients }, { domainId }, id) {
    const live = await clients
      .datazone()
      .send(new GetDomainUnitCommand({ domainIdentifier: domainId, identifier: id }));
    return {
      id,
      phase: "ready",
      values: { name: live.name, description: live.description },
      createOnly: { parentDomainUnitId: live.parentDomainUnitId },
      attributes: {},
    };
  },

  async find(scope, properties) {
    const siblings = await allPages(
      (nextToken) =>
        scope.clients.datazone().send(
          new ListDomainUnitsForParentCommand({
            domainIdentifier: properties.domainId,
            parentDomainUnitIdentifier: properties.parentDomainUnitId,
            nextToken,
          }),
        ),
      (page) => page.items,
    );
    const found = siblings.find(({ name }) => name === properties.name);
    return found?.id === undefined ? undefined : domainUnit.get(scope, properties, found.id);
  },

  async create({ clients }, properties, token) {
    const { id } = await clients.datazoneOnce().send(
      new CreateDomainUnitCommand({
        domainIdentifier: properties.domainId,
        parentDomainUnitIdentifier: properties.parentDomainUnitId,
        name: properties.name,
        description: properties.description,
        clientToken: token,
      }),
    );
    return id ?? "";
  },

  async update({ clients }, properties, live) {
    await clients.datazone().send(
      new UpdateDomainUnitCommand({
        domainIdentifier: properties.domainId,
        identifier: live.id,
        name: properties.name,
        description: properties.description ?? "",
      }),
    );
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(new DeleteDomainUnitCommand({ domainIdentifier: domainId, identifier: id }));
  },
};
