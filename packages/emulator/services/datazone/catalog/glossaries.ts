import type {
  CreateGlossaryCommandInput,
  DeleteGlossaryCommandInput,
  GetGlossaryCommandInput,
  UpdateGlossaryCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, quotaExceeded, validationError } from "../../../errors";
import { madeBefore } from "../../../client-tokens";
import { newId } from "../../../identifiers";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import type { Domain } from "../model";
import { callerAsUser } from "../principals";
import { authorizeCreation, authorizeMembership } from "./authorization";
import { authors, catalogOf, existing, type Glossary, made, readable, touch } from "./model";

/** 1000 glossaries per domain. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const MAX_GLOSSARIES = 1000;

/** A glossary as every operation answers it. */
export function describeGlossary(domain: Domain, glossary: Glossary) {
  const { id, name, description, status, usageRestrictions, owningProjectId } = glossary;
  return { domainId: domain.id, id, name, description, status, usageRestrictions, owningProjectId };
}

function checkUnique(domain: Domain, projectId: string, name: string, self?: string): void {
  const taken = Object.values(catalogOf(domain).glossaries).some(
    (other) => other.owningProjectId === projectId && other.name === name && other.id !== self,
  );
  if (taken) throw conflict(`Glossary with name ${name} already exists`);
}

function createGlossary(input: CreateGlossaryCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const { glossaries } = catalogOf(domain);
  const { name, description, status = "ENABLED", usageRestrictions, clientToken } = input;
  authorizeCreation(domain, input.owningProjectIdentifier, "CREATE_GLOSSARY", call);
  const repeated = madeBefore(glossaries, clientToken);
  if (repeated) return describeGlossary(domain, repeated);
  if (!name) throw validationError("name is required");
  checkUnique(domain, input.owningProjectIdentifier!, name);
  if (Object.keys(glossaries).length >= MAX_GLOSSARIES)
    throw quotaExceeded(`A domain has at most ${MAX_GLOSSARIES} glossaries`);
  const glossary: Glossary = {
    ...made(callerAsUser(domain, call), call, clientToken),
    id: newId(),
    name,
    description,
    status,
    usageRestrictions,
    owningProjectId: input.owningProjectIdentifier!,
  };
  glossaries[glossary.id] = glossary;
  return describeGlossary(domain, glossary);
}

function glossaryOf(domain: Domain, id: string | undefined): Glossary {
  return existing(catalogOf(domain).glossaries[id ?? ""], `Glossary ${id}`);
}

function updateGlossary(input: UpdateGlossaryCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const glossary = glossaryOf(domain, input.identifier);
  authorizeMembership(domain, glossary.owningProjectId, call);
  if (input.name !== undefined) checkUnique(domain, glossary.owningProjectId, input.name, glossary.id);
  for (const member of ["name", "description", "status"] as const)
    if (input[member] !== undefined) Object.assign(glossary, { [member]: input[member] });
  touch(glossary, callerAsUser(domain, call));
  return describeGlossary(domain, glossary);
}

function deleteGlossary(input: DeleteGlossaryCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const glossary = glossaryOf(domain, input.identifier);
  authorizeMembership(domain, glossary.owningProjectId, call);
  if (glossary.status !== "DISABLED") throw validationError(`Glossary ${glossary.id} is enabled: disable it first`);
  const { glossaries, terms } = catalogOf(domain);
  if (Object.values(terms).some(({ glossaryId }) => glossaryId === glossary.id))
    throw conflict(`Glossary ${glossary.id} has terms`);
  delete glossaries[glossary.id];
  return {};
}

/** Operations on glossaries. */
export const GLOSSARY_OPERATIONS: Operations = {
  CreateGlossary: operation(createGlossary),
  GetGlossary: operation((input: GetGlossaryCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const glossary = readable(catalogOf(domain).glossaries[input.identifier!], `Glossary ${input.identifier}`);
    return { ...describeGlossary(domain, glossary), ...authors(glossary) };
  }),
  UpdateGlossary: operation(updateGlossary),
  DeleteGlossary: operation(deleteGlossary),
};
