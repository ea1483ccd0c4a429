import type { RuleAction, RuleDetail, RuleScope, RuleTarget, RuleType, TermRelations } from "@aws-sdk/client-datazone";
import { notFound } from "../../../errors";
import type { Call } from "../../../service";
import { type Domain, epoch } from "../model";

type Status = "ENABLED" | "DISABLED";

/** Facts that every object of a catalog has. */
export interface Made {
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
  /** Time from which reads find it: they lag behind its creation. */
  readableAt: number;
  clientToken?: string;
}

/** A glossary. */
export interface Glossary extends Made {
  id: string;
  name: string;
  description?: string;
  status: Status;
  usageRestrictions?: "ASSET_GOVERNED_TERMS"[];
  owningProjectId: string;
}

/** A term of a glossary. */
export interface GlossaryTerm extends Made {
  id: string;
  glossaryId: string;
  name: string;
  shortDescription?: string;
  longDescription?: string;
  termRelations?: TermRelations;
  status: Status;
}

/** A revision of a form type. */
export interface FormRevision extends Made {
  name: string;
  revision: string;
  description?: string;
  status: Status;
  smithy: string;
  owningProjectId?: string;
}

/** A form in an asset type. */
export interface FormEntry {
  typeName: string;
  typeRevision: string;
  required: boolean;
}

/** A revision of an asset type. */
export interface AssetTypeRevision extends Made {
  name: string;
  revision: string;
  description?: string;
  forms: Record<string, FormEntry>;
  owningProjectId: string;
}

/** A rule on metadata. */
export interface Rule extends Made {
  id: string;
  revision: number;
  name: string;
  description?: string;
  ruleType: RuleType;
  target: RuleTarget;
  action: RuleAction;
  scope: RuleScope;
  detail: RuleDetail;
}

/** The vocabulary of a domain. */
export interface Catalog {
  glossaries: Record<string, Glossary>;
  terms: Record<string, GlossaryTerm>;
  /** By name, the oldest revision first. */
  formTypes: Record<string, FormRevision[]>;
  /** By name, the oldest revision first. */
  assetTypes: Record<string, AssetTypeRevision[]>;
  rules: Record<string, Rule>;
}

/** The vocabulary of a domain; a domain that was kept before there were any begins with none. */
export function catalogOf(domain: Domain): Catalog {
  domain.catalog ??= { glossaries: {}, terms: {}, formTypes: {}, assetTypes: {}, rules: {} };
  return domain.catalog;
}

/** Facts of what a call makes. */
export function made(user: string, call: Call, clientToken?: string): Made {
  const time = new Date().toISOString();
  const readableAt = Date.now() + call.emulator.delays.catalog;
  return { createdAt: time, createdBy: user, updatedAt: time, updatedBy: user, readableAt, clientToken };
}

/** Times and authors of an object, as reads answer them. */
export const authors = ({ createdAt, createdBy, updatedAt, updatedBy }: Made) => ({
  createdAt: epoch(createdAt),
  createdBy,
  updatedAt: epoch(updatedAt),
  updatedBy,
});

/** Notes who changed an object. */
export function touch(object: Made, user: string): void {
  object.updatedAt = new Date().toISOString();
  object.updatedBy = user;
}

/** Tells whether reads find an object yet. */
export const isReadable = ({ readableAt }: Made) => Date.now() >= readableAt;

/** Object that a read finds. @throws ServiceError ResourceNotFoundException for what is not there, or not readable yet */
export function readable<T extends Made>(object: T | undefined, what: string): T {
  if (object === undefined || !isReadable(object)) throw notFound(`${what} does not exist`);
  return object;
}

/** Object that a write finds: it does not lag. @throws ServiceError ResourceNotFoundException */
export function existing<T>(object: T | undefined, what: string): T {
  if (object === undefined) throw notFound(`${what} does not exist`);
  return object;
}
