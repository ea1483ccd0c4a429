import type {
  CreateGlossaryTermCommandInput,
  DeleteGlossaryTermCommandInput,
  GetGlossaryTermCommandInput,
  TermRelations,
  UpdateGlossaryTermCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, quotaExceeded, validationError } from "../../../errors";
import { madeBefore } from "../../../client-tokens";
import { newId } from "../../../identifiers";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import type { Domain } from "../model";
import { callerAsUser } from "../principals";
import { authorizeMembership } from "./authorization";
import { authors, catalogOf, existing, type GlossaryTerm, made, readable, touch } from "./model";

/** 10000 terms per domain. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const MAX_TERMS = 10_000;

/** A term as every operation answers it; its restrictions are those of its glossary. */
export function describeTerm(domain: Domain, term: GlossaryTerm) {
  const { id, glossaryId, name, shortDescription, longDescription, termRelations, status } = term;
  const { usageRestrictions } = catalogOf(domain).glossaries[glossaryId];
  const text = { name, shortDescription, longDescription };
  return { domainId: domain.id, id, glossaryId, ...text, termRelations, status, usageRestrictions };
}

function checkUnique(domain: Domain, glossaryId: string, name: string, self?: string): void {
  const taken = Object.values(catalogOf(domain).terms).some(
    (other) => other.glossaryId === glossaryId && other.name === name && other.id !== self,
  );
  if (taken) throw conflict(`Glossary term with name ${name} already exists`);
}

/** Terms that relations name exist. Nothing where there are none: an empty object takes the relations away. */
function checkRelations(domain: Domain, relations: TermRelations): TermRelations | undefined {
  const named = [...(relations.isA ?? []), ...(relations.classifies ?? [])];
  for (const id of named) if (!catalogOf(domain).terms[id]) throw validationError(`Glossary term ${id} does not exist`);
  return named.length === 0 ? undefined : relations;
}

function createTerm(input: CreateGlossaryTermCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const { glossaries, terms } = catalogOf(domain);
  const glossary = existing(glossaries[input.glossaryIdentifier!], `Glossary ${input.glossaryIdentifier}`);
  authorizeMembership(domain, glossary.owningProjectId, call);
  const { name, shortDescription, longDescription, status = "ENABLED", clientToken } = input;
  const repeated = madeBefore(terms, clientToken);
  if (repeated) return describeTerm(domain, repeated);
  if (!name) throw validationError("name is required");
  checkUnique(domain, glossary.id, name);
  if (Object.keys(terms).length >= MAX_TERMS) throw quotaExceeded(`A domain has at most ${MAX_TERMS} terms`);
  const term: GlossaryTerm = {
    ...made(callerAsUser(domain, call), call, clientToken),
    id: newId(),
    glossaryId: glossary.id,
    name,
    shortDescription,
    longDescription,
    termRelations: checkRelations(domain, input.termRelations ?? {}),
    status,
  };
  terms[term.id] = term;
  return describeTerm(domain, term);
}

/** A term, for a member of the project that owns its glossary. */
function ownTerm(input: { domainIdentifier?: string; identifier?: string }, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const { glossaries, terms } = catalogOf(domain);
  const term = existing(terms[input.identifier!], `Glossary term ${input.identifier}`);
  authorizeMembership(domain, glossaries[term.glossaryId].owningProjectId, call);
  return { domain, term };
}

function updateTerm(input: UpdateGlossaryTermCommandInput, call: Call) {
  const { domain, term } = ownTerm(input, call);
  if (input.glossaryIdentifier !== undefined && input.glossaryIdentifier !== term.glossaryId)
    throw validationError(`Glossary term ${term.id} is not in glossary ${input.glossaryIdentifier}`);
  if (input.name !== undefined) checkUnique(domain, term.glossaryId, input.name, term.id);
  for (const member of ["name", "shortDescription", "longDescription", "status"] as const)
    if (input[member] !== undefined) Object.assign(term, { [member]: input[member] });
  if (input.termRelations !== undefined) term.termRelations = checkRelations(domain, input.termRelations);
  touch(term, callerAsUser(domain, call));
  return describeTerm(domain, term);
}

function deleteTerm(input: DeleteGlossaryTermCommandInput, call: Call) {
  const { domain, term } = ownTerm(input, call);
  if (term.status !== "DISABLED") throw validationError(`Glossary term ${term.id} is enabled: disable it first`);
  delete catalogOf(domain).terms[term.id];
  return {};
}

/** Operations on terms. */
export const TERM_OPERATIONS: Operations = {
  CreateGlossaryTerm: operation(createTerm),
  GetGlossaryTerm: operation((input: GetGlossaryTermCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const term = readable(catalogOf(domain).terms[input.identifier!], `Glossary term ${input.identifier}`);
    return { ...describeTerm(domain, term), ...authors(term) };
  }),
  UpdateGlossaryTerm: operation(updateTerm),
  DeleteGlossaryTerm: operation(deleteTerm),
};
