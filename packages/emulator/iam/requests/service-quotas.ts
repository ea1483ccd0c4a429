import { arnPrefix, named, type ServiceNeeds, text } from "./need";

const PREFIX = "servicequotas";

/** Service Quotas. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_servicequotas.html */
export const serviceQuotas: ServiceNeeds = {
  prefix: PREFIX,
  operations: named(
    PREFIX,
    ({ call, input }) => {
      const service = text(input, "ServiceCode");
      const resource = `${arnPrefix(call, PREFIX)}${service}/${text(input, "QuotaCode")}`;
      return [{ resource, context: { "servicequotas:service": service } }];
    },
    "GetServiceQuota",
  ),
};
