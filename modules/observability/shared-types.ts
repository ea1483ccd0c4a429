/**
 * Kinds of things that accounts show in the account in which operators look, each by the name that the sink's policy
 * compares.
 *
 * @see https://docs.aws.amazon.com/OAM/latest/APIReference/API_CreateLink.html
 */
export const SHARED_TYPES = ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup", "AWS::XRay::Trace"] as const;
