import {
  CreateGlossaryCommand,
  DeleteGlossaryCommand,
  GetGlossaryCommand,
  UpdateGlossaryCommand,
} from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { Keyed } from "../engine/comparison";
import type { Handler, Live, Scope } from "../engine/handler";
import { glossariesOf, termsOf, type TermItem } from "./catalog-search";
import { isTerm, removeTerm } from "./term-removal";
import { refuseUse } from "./term-use";

type GlossaryProperties = Properties<"Glossary">;

/**
 * Glossaries, with the terms in them that are nobody's: a term that somebody added in the portal is a difference, and an update
 * takes it out, unless assets use it. Terms of ours are those in the ledger, and those that the configuration names or adopts.
 */
export const glossary: Handler<"Glossary"> = {
  kind: "Glossary",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: ({ name, description, status }) => ({ name, description, status, addedTerms: new Keyed({}) }),

  async get(scope, properties, id) {
    const { domainId } = properties;
    const live = await scope.clients
      .datazone()
      .send(new GetGlossaryCommand({ domainIdentifier: domainId, identifier: id }));
    const added = await addedTerms(scope, properties, id);
    return {
      id,
      phase: "ready",
      values: {
        name: live.name,
        description: live.description,
        status: live.status,
        addedTerms: new Keyed(Object.fromEntries(added.map((term) => [term.name, term.id]))),
      },
      createOnly: { projectId: live.owningProjectId, usageRestriction: live.usageRestrictions?.[0] ?? "" },
      attributes: {},
    };
  },

  async find(scope, properties) {
    const { domainId, projectId, name } = properties;
    const all = await glossariesOf(scope.clients, domainId, projectId);
    const found = all.find((item) => item.name === name && item.owningProjectId === projectId);
    return found?.id === undefined ? undefined : glossary.get(scope, properties, found.id);
  },

  async create({ clients }, { domainId, projectId, name, description, status, usageRestriction }, token) {
    const { id } = await clients.datazoneOnce().send(
      new CreateGlossaryCommand({
        domainIdentifier: domainId,
        owningProjectIdentifier: projectId,
        name,
        description,
        status,
        usageRestrictions: usageRestriction === undefined ? undefined : [usageRestriction],
        clientToken: token,
      }),
    );
    return id ?? "";
  },

  async refuse(scope, properties, live, change) {
    if (change === "update") await refuseUse(scope, properties, addedIn(live), "is in no configuration");
    else
      await refuseUse(
        scope,
        properties,
        await termsOf(scope.clients, properties.domainId, live.id),
        "would go with it",
      );
  },

  async refuseReplacement(scope, properties, live) {
    const terms = await termsOf(scope.clients, properties.domainId, live.id);
    await refuseUse(scope, properties, terms, "would go with the glossary, which is replaced");
  },

  async update(scope, properties, live) {
    const { domainId, name, description = "", status } = properties;
    for (const { id } of addedIn(live)) await removeTerm(scope, domainId, id);
    await scope.clients
      .datazone()
      .send(new UpdateGlossaryCommand({ domainIdentifier: domainId, identifier: live.id, name, description, status }));
    return "updated";
  },

  async delete(scope, { domainId }, id) {
    const { clients } = scope;
    const named = { domainIdentifier: domainId, identifier: id };
    // Those of the configuration have gone before; what is left, somebody has added.
    for (const term of await termsOf(clients, domainId, id))
      if (await isTerm(scope, domainId, term.id)) await removeTerm(scope, domainId, term.id);
    // An enabled glossary is not deleted (field evidence, section 6).
    await clients.datazone().send(new UpdateGlossaryCommand({ ...named, status: "DISABLED" }));
    await clients.datazone().send(new DeleteGlossaryCommand(named));
  },
};

/** Terms of the glossary that are neither in the ledger nor in the configuration. */
async function addedTerms(scope: Scope, properties: GlossaryProperties, id: string): Promise<readonly TermItem[]> {
  const terms = await termsOf(scope.clients, properties.domainId, id);
  const unnamed = terms.filter(
    (term) => !properties.termNames.includes(term.name) && !properties.adoptedTermIds.includes(term.id),
  );
  if (unnamed.length === 0) return [];
  const ours = await scope.entriesUnder("GlossaryTerm", properties.termKeys);
  const strange = unnamed.filter((term) => !ours.some((entry) => entry.id === term.id || entry.name === term.name));
  const present: TermItem[] = [];
  for (const term of strange) if (await isTerm(scope, properties.domainId, term.id)) present.push(term);
  return present;
}

function addedIn(live: Live): TermItem[] {
  const { members } = live.values.addedTerms as Keyed;
  return Object.entries(members).map(([name, id]) => ({ name, id: id as string }));
}
