import type {
  CreateFormTypeCommandInput,
  DeleteFormTypeCommandInput,
  GetFormTypeCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, validationError } from "../../../errors";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { type Domain, epoch } from "../model";
import { callerAsUser } from "../principals";
import { authorizeCreation, authorizeMembership } from "./authorization";
import { MANAGED_FORMS, MANAGED_REVISION } from "./managed-types";
import { catalogOf, type FormRevision, isReadable, made } from "./model";
import { checkModel } from "./smithy";

/** Form types of a customer have no dot in their name. */
const NAME = /^(?![0-9_])\w{1,128}$|^_\w*[a-zA-Z0-9]\w*$/;

/** A revision of a form, the last one that reads find where none is named. @throws ServiceError ResourceNotFoundException */
export function formRevision(domain: Domain, name: string | undefined, revision?: string): FormRevision {
  const own = (catalogOf(domain).formTypes[name ?? ""] ?? []).filter(isReadable);
  const found = revision === undefined ? own.at(-1) : own.find((form) => form.revision === revision);
  if (found) return found;
  if (MANAGED_FORMS.includes(name ?? "") && (revision ?? MANAGED_REVISION) === MANAGED_REVISION)
    return managedForm(name!);
  throw notFound(`Form type ${name}${revision === undefined ? "" : ` with revision ${revision}`} does not exist`);
}

function managedForm(name: string): FormRevision {
  const time = new Date(0).toISOString();
  const author = { createdAt: time, createdBy: "SYSTEM", updatedAt: time, updatedBy: "SYSTEM", readableAt: 0 };
  const smithy = `structure ${name.split(".").at(-1)} { value: String }`;
  return { ...author, name, revision: MANAGED_REVISION, status: "ENABLED", smithy };
}

/** A form as GetFormType and SearchTypes answer it. */
export const describeForm = (domain: Domain, form: FormRevision) => ({
  domainId: domain.id,
  name: form.name,
  revision: form.revision,
  description: form.description,
  status: form.status,
  model: { smithy: form.smithy },
  owningProjectId: form.owningProjectId,
  originDomainId: domain.id,
  originProjectId: form.owningProjectId,
  createdAt: epoch(form.createdAt),
  createdBy: form.createdBy,
});

function createFormType(input: CreateFormTypeCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  authorizeCreation(domain, input.owningProjectIdentifier, "CREATE_FORM_TYPE", call);
  const { name, description, status = "DISABLED" } = input;
  if (!name || !NAME.test(name)) throw validationError(`${name} is no name of a form type`);
  const smithy = input.model?.smithy ?? "";
  checkModel(name, smithy);
  const { formTypes } = catalogOf(domain);
  const revisions = formTypes[name] ?? [];
  const owner = revisions.at(-1)?.owningProjectId;
  if (owner !== undefined && owner !== input.owningProjectIdentifier)
    throw conflict(`Form type ${name} already exists in project ${owner}`);
  const form: FormRevision = {
    ...made(callerAsUser(domain, call), call),
    name,
    revision: String(Number(revisions.at(-1)?.revision ?? 0) + 1),
    description,
    status,
    smithy,
    owningProjectId: input.owningProjectIdentifier,
  };
  formTypes[name] = [...revisions, form];
  const { domainId, revision, owningProjectId, originDomainId, originProjectId } = describeForm(domain, form);
  return { domainId, name, revision, description, owningProjectId, originDomainId, originProjectId };
}

function deleteFormType(input: DeleteFormTypeCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const name = input.formTypeIdentifier!;
  const { formTypes, assetTypes, rules } = catalogOf(domain);
  const last = formTypes[name]?.at(-1);
  if (!last) throw notFound(`Form type ${name} does not exist`);
  authorizeMembership(domain, last.owningProjectId, call);
  if (last.status !== "DISABLED") throw validationError(`Form type ${name} is enabled: disable it first`);
  const type = Object.values(assetTypes)
    .flatMap((revisions) => revisions.at(-1) ?? [])
    .find(({ forms }) => Object.values(forms).some(({ typeName }) => typeName === name));
  if (type) throw conflict(`Form type ${name} is used by asset type ${type.name}`);
  const rule = Object.values(rules).find(({ detail }) =>
    detail.metadataFormEnforcementDetail?.requiredMetadataForms?.some((form) => form.typeIdentifier === name),
  );
  if (rule) throw conflict(`Form type ${name} is used by rule ${rule.name}`);
  delete formTypes[name];
  return {};
}

/** Operations on form types. */
export const FORM_TYPE_OPERATIONS: Operations = {
  CreateFormType: operation(createFormType),
  GetFormType: operation((input: GetFormTypeCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describeForm(domain, formRevision(domain, input.formTypeIdentifier, input.revision));
  }),
  DeleteFormType: operation(deleteFormType),
};
