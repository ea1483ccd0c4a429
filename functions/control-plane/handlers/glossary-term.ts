import {
  CreateGlossaryTermCommand,
  GetGlossaryTermCommand,
  type TermRelations,
  UpdateGlossaryTermCommand,
} from "@aws-sdk/client-datazone";
import { isNotFound } from "../../../aws/faults";
import type { Properties } from "../../../contracts/control-plane";
import { asSet } from "../engine/comparison";
import type { Handler, Scope } from "../engine/handler";
import { termsOf } from "./catalog-search";
import { removeTerm } from "./term-removal";
import { refuseUse } from "./term-use";

type TermProperties = Properties<"GlossaryTerm">;
type Relation = "isA" | "classifies";

/** Terms of glossaries. Text, name and relations change in place: the term stays on the assets that have it. */
export const glossaryTerm: Handler<"GlossaryTerm"> = {
  kind: "GlossaryTerm",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: ({ name, shortDescription, longDescription, status, isA, classifies }) => ({
    name,
    shortDescription,
    longDescription,
    status,
    isA: asSet(isA),
    classifies: asSet(classifies),
  }),

  async get(scope, properties, id) {
    const live = await scope.clients
      .datazone()
      .send(new GetGlossaryTermCommand({ domainIdentifier: properties.domainId, identifier: id }));
    const relations = live.termRelations ?? {};
    return {
      id,
      phase: "ready",
      values: {
        name: live.name,
        shortDescription: live.shortDescription,
        longDescription: live.longDescription,
        status: live.status,
        isA: await ownRelations(scope, properties, id, relations, "isA"),
        classifies: await ownRelations(scope, properties, id, relations, "classifies"),
      },
      createOnly: { glossaryId: live.glossaryId },
      attributes: {},
    };
  },

  async find(scope, properties) {
    const terms = await termsOf(scope.clients, properties.domainId, properties.glossaryId);
    const found = terms.find(({ name }) => name === properties.name);
    return found === undefined ? undefined : glossaryTerm.get(scope, properties, found.id);
  },

  async create({ clients }, properties, token) {
    const { id } = await clients.datazoneOnce().send(
      new CreateGlossaryTermCommand({
        domainIdentifier: properties.domainId,
        glossaryIdentifier: properties.glossaryId,
        name: properties.name,
        shortDescription: properties.shortDescription,
        longDescription: properties.longDescription,
        status: properties.status,
        ...(properties.isA.length + properties.classifies.length > 0 ? { termRelations: relationsOf(properties) } : {}),
        clientToken: token,
      }),
    );
    return id ?? "";
  },

  async refuse(scope, properties, live, change) {
    if (change === "delete")
      await refuseUse(scope, properties, [{ id: live.id, name: properties.name }], "would be deleted");
  },

  async update({ clients }, properties, live) {
    await clients.datazone().send(
      new UpdateGlossaryTermCommand({
        domainIdentifier: properties.domainId,
        glossaryIdentifier: properties.glossaryId,
        identifier: live.id,
        name: properties.name,
        // An empty text clears; one that is left out stays.
        shortDescription: properties.shortDescription ?? "",
        longDescription: properties.longDescription ?? "",
        status: properties.status,
        termRelations: relationsOf(properties),
      }),
    );
    return "updated";
  },

  delete: (scope, { domainId }, id) => removeTerm(scope, domainId, id),
};

function relationsOf({ isA, classifies }: TermProperties): TermRelations {
  return {
    ...(isA.length > 0 ? { isA: [...asSet(isA)] } : {}),
    ...(classifies.length > 0 ? { classifies: [...asSet(classifies)] } : {}),
  };
}

/** The relations of one direction, without those that are the other term's, seen from here: the service may show both sides. */
async function ownRelations(
  { clients }: Scope,
  { domainId, ...desired }: TermProperties,
  id: string,
  live: TermRelations,
  relation: Relation,
): Promise<readonly string[]> {
  const inverse = relation === "isA" ? "classifies" : "isA";
  const own: string[] = [];
  for (const other of live[relation] ?? []) {
    if (desired[relation].includes(other)) own.push(other);
    else if (!(await related(other))) own.push(other);
  }
  return asSet(own);

  async function related(other: string): Promise<boolean> {
    try {
      const { termRelations } = await clients
        .datazone()
        .send(new GetGlossaryTermCommand({ domainIdentifier: domainId, identifier: other }));
      return termRelations?.[inverse]?.includes(id) ?? false;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }
}
