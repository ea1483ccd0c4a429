/**
 * Form types and asset types of the service itself, as far as somebody names them. Their one revision here is assumed.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/userguide/metadata-forms.html
 */
export const MANAGED_FORMS: readonly string[] = [
  "AttributeCommonFormType",
  "amazon.datazone.AssetCommonDetailsFormType",
  "amazon.datazone.ColumnBusinessMetadataFormType",
  "amazon.datazone.DataSourceReferenceFormType",
  "amazon.datazone.GlueTableFormType",
  "amazon.datazone.GlueViewFormType",
  "amazon.datazone.RedshiftTableFormType",
  "amazon.datazone.RedshiftViewFormType",
  "amazon.datazone.S3ObjectCollectionFormType",
  "amazon.datazone.SubscriptionTermsFormType",
];

/** Asset types of the service itself. */
export const MANAGED_ASSET_TYPES: readonly string[] = [
  "amazon.datazone.GlueTableAssetType",
  "amazon.datazone.GlueViewAssetType",
  "amazon.datazone.RedshiftTableAssetType",
  "amazon.datazone.RedshiftViewAssetType",
  "amazon.datazone.S3ObjectCollectionAssetType",
];

/** Revision of all of them. */
export const MANAGED_REVISION = "1";
