import type { Kind } from "../../../contracts/control-plane";
import type { Handler } from "../engine/handler";
import { accountPool } from "./account-pool";
import { asset } from "./asset";
import { assetType } from "./asset-type";
import { assetTypeGrant } from "./asset-type-grant";
import { associationProof } from "./association-proof";
import { blueprintConfiguration } from "./blueprint-configuration";
import { connection } from "./connection";
import { dataLakeAdministrators } from "./data-lake-administrators";
import { dataSource } from "./data-source";
import { domain } from "./domain";
import { domainUnit } from "./domain-unit";
import { domainUnitOwner } from "./domain-unit-owner";
import { formType } from "./form-type";
import { glossary } from "./glossary";
import { glossaryTerm } from "./glossary-term";
import { groupProfile } from "./group-profile";
import { metadataRule } from "./metadata-rule";
import { policyGrant } from "./policy-grant";
import { project } from "./project";
import { projectMembership } from "./project-membership";
import { projectProfile } from "./project-profile";

/** The handler of every kind. */
export const HANDLERS: { readonly [K in Kind]: Handler<K> } = {
  Domain: domain,
  DomainUnit: domainUnit,
  GroupProfile: groupProfile,
  BlueprintConfiguration: blueprintConfiguration,
  AccountPool: accountPool,
  ProjectProfile: projectProfile,
  Project: project,
  ProjectMembership: projectMembership,
  Connection: connection,
  DataSource: dataSource,
  Asset: asset,
  DataLakeAdministrators: dataLakeAdministrators,
  AssociationProof: associationProof,
  AssetTypeGrant: assetTypeGrant,
  PolicyGrant: policyGrant,
  DomainUnitOwner: domainUnitOwner,
  Glossary: glossary,
  GlossaryTerm: glossaryTerm,
  FormType: formType,
  AssetType: assetType,
  MetadataRule: metadataRule,
};
