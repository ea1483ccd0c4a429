import type { z } from "zod";
import { accountPool, accountPoolSchema } from "./account-pool";
import { asset, assetSchema } from "./asset";
import { assetType, assetTypeSchema } from "./asset-type";
import { assetTypeGrant, assetTypeGrantSchema } from "./asset-type-grant";
import { associationProof, associationProofSchema } from "./association-proof";
import { blueprintConfiguration, blueprintConfigurationSchema } from "./blueprint-configuration";
import { connection, connectionSchema } from "./connection";
import { dataLakeAdministrators, dataLakeAdministratorsSchema } from "./data-lake-administrators";
import { dataSource, dataSourceSchema } from "./data-source";
import { domain, domainSchema } from "./domain";
import { domainUnit, domainUnitSchema } from "./domain-unit";
import { domainUnitOwner, domainUnitOwnerSchema } from "./domain-unit-owner";
import { formType, formTypeSchema } from "./form-type";
import { gitConnection } from "./git-connection";
import { gitHost } from "./git-host";
import { glossary, glossarySchema } from "./glossary";
import { glossaryTerm, glossaryTermSchema } from "./glossary-term";
import { groupProfile, groupProfileSchema } from "./group-profile";
import type { KindDescriptor, ObjectDescriptor } from "./kind";
import { metadataRule, metadataRuleSchema } from "./metadata-rule";
import { policyGrant, policyGrantSchema } from "./policy-grant";
import { project, projectSchema } from "./project";
import { projectMembership, projectMembershipSchema } from "./project-membership";
import { projectProfile, projectProfileSchema } from "./project-profile";
import { sharePrincipal } from "./share-principal";
import { userProfile } from "./user-profile";

/** Schemas of the kinds that the control-plane function manages: all that its bundle holds of this folder. */
export const KIND_SCHEMAS = {
  Domain: domainSchema,
  DomainUnit: domainUnitSchema,
  DomainUnitOwner: domainUnitOwnerSchema,
  GroupProfile: groupProfileSchema,
  AssociationProof: associationProofSchema,
  BlueprintConfiguration: blueprintConfigurationSchema,
  DataLakeAdministrators: dataLakeAdministratorsSchema,
  AccountPool: accountPoolSchema,
  ProjectProfile: projectProfileSchema,
  Project: projectSchema,
  ProjectMembership: projectMembershipSchema,
  Connection: connectionSchema,
  DataSource: dataSourceSchema,
  Asset: assetSchema,
  PolicyGrant: policyGrantSchema,
  AssetTypeGrant: assetTypeGrantSchema,
  Glossary: glossarySchema,
  GlossaryTerm: glossaryTermSchema,
  FormType: formTypeSchema,
  AssetType: assetTypeSchema,
  MetadataRule: metadataRuleSchema,
} as const;

/** Name of a kind that the control-plane function manages. */
export type Kind = keyof typeof KIND_SCHEMAS;

/** Desired properties of a kind. */
export type Properties<K extends Kind> = z.infer<(typeof KIND_SCHEMAS)[K]["properties"]>;

/**
 * Descriptors of all objects of a domain, kind or not, for every part of the project but the function. In this order
 * items are promoted and objects are listed.
 */
export const DESCRIPTORS = {
  Domain: domain,
  DomainUnit: domainUnit,
  DomainUnitOwner: domainUnitOwner,
  UserProfile: userProfile,
  GroupProfile: groupProfile,
  SharePrincipal: sharePrincipal,
  GitHost: gitHost,
  GitConnection: gitConnection,
  AssociationProof: associationProof,
  BlueprintConfiguration: blueprintConfiguration,
  DataLakeAdministrators: dataLakeAdministrators,
  AccountPool: accountPool,
  ProjectProfile: projectProfile,
  Project: project,
  ProjectMembership: projectMembership,
  Connection: connection,
  DataSource: dataSource,
  Asset: asset,
  PolicyGrant: policyGrant,
  AssetTypeGrant: assetTypeGrant,
  Glossary: glossary,
  GlossaryTerm: glossaryTerm,
  FormType: formType,
  AssetType: assetType,
  MetadataRule: metadataRule,
} as const satisfies { readonly [K in Kind]: KindDescriptor } & Readonly<Record<string, ObjectDescriptor>>;

/** The descriptors of the kinds. */
export type Kinds = Pick<typeof DESCRIPTORS, Kind>;

/** Names of the kinds. */
export const KIND_NAMES = /* @__PURE__ */ Object.keys(KIND_SCHEMAS) as [Kind, ...Kind[]];

/** A value for every kind, made from its schema. */
export function fromSchemas<R>(make: (schema: (typeof KIND_SCHEMAS)[Kind]) => unknown): R {
  return Object.fromEntries(Object.entries(KIND_SCHEMAS).map(([kind, schema]) => [kind, make(schema)])) as R;
}

/** The descriptor of a kind, in the form that all of them have. */
export function descriptorOf(kind: Kind): KindDescriptor {
  return DESCRIPTORS[kind];
}
