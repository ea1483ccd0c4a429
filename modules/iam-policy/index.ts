export { policyDocument, type Conditions, type PolicyPrincipals, type Statement } from "./policy-document";
export { serviceTrust, type ServiceTrustProps } from "./service-trust";
export { managedPolicyArn } from "./managed-policy-arn";
export { regionalService } from "./regional-service";
