import { ServiceError } from "../errors";
import type { CredentialScope } from "../identity";
import {
  CHINA_PREFIXED,
  ENDPOINT_NAMES,
  ENDPOINT_REGIONS,
  ENDPOINT_SERVICES,
  ENDPOINTS_UNTIL,
  REGION_TABLE,
} from "../region-table";
import type { HttpReply, HttpRequest } from "../service";

/** Refusal of a place: answered in the form of the service that was called, which may be one of moto's. */
export class PlaceRefusal extends ServiceError {
  constructor(
    private readonly service: string,
    code: string,
    status: number,
    message: string,
  ) {
    super(code, status, message);
  }

  /** The refusal as EC2, the other query services, or the JSON services write it. */
  reply(requestId: string): HttpReply {
    const { service, code, status, message } = this;
    const error = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
    if (service === "ec2") {
      const body = `<Response><Errors><Error>${error}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
      return { status, headers: { "content-type": "text/xml" }, body };
    }
    if (service === "s3")
      return { status, headers: { "content-type": "application/xml" }, body: `<Error>${error}</Error>` };
    if (QUERY_SERVICES.includes(service)) {
      const body = `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
      return { status, headers: { "content-type": "text/xml" }, body };
    }
    return {
      status,
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amzn-requestid": requestId,
        "x-amzn-errortype": code,
      },
      body: JSON.stringify({ __type: code, message, Message: message }),
    };
  }
}

const QUERY_SERVICES: readonly string[] = ["cloudformation", "elasticloadbalancing", "iam", "sns", "sqs", "sts"];

/**
 * Refuses calls to Regions that there are not, or that the accounts have not enabled, and interface endpoints of services that
 * the Region does not offer: moto takes every name, and what AWS refuses would be found in the middle of an apply.
 *
 * @param enabled - opt-in Regions that the accounts have enabled
 * @throws PlaceRefusal
 */
export function admitPlace(request: HttpRequest, scope: CredentialScope | undefined, enabled: readonly string[]): void {
  if (scope === undefined) return;
  const { service, region } = scope;
  if (!Object.hasOwn(REGION_TABLE, region))
    throw new PlaceRefusal(service, "SignatureDoesNotMatch", 403, "Credential should be scoped to a valid region.");
  if (REGION_TABLE[region].optIn === true && !enabled.includes(region)) throw notEnabled(service);
  if (service === "ec2") admitEndpoint(request, region);
}

/** Services word it differently: the account is not known in a Region that it has not enabled. */
function notEnabled(service: string): PlaceRefusal {
  if (service === "ec2")
    return new PlaceRefusal(
      service,
      "AuthFailure",
      401,
      "AWS was not able to validate the provided access credentials",
    );
  const code =
    service === "s3" ? "InvalidToken" : QUERY_SERVICES.includes(service) ? "InvalidClientTokenId" : undefined;
  const message = "The security token included in the request is invalid";
  return new PlaceRefusal(service, code ?? "UnrecognizedClientException", 403, message);
}

function admitEndpoint(request: HttpRequest, region: string): void {
  const input = new URLSearchParams(request.body.toString("utf8"));
  if (input.get("Action") !== "CreateVpcEndpoint") return;
  const name = input.get("ServiceName") ?? "";
  const isGateway = (input.get("VpcEndpointType") ?? "Gateway") === "Gateway";
  const names = isGateway ? GATEWAYS.map((service) => `com.amazonaws.${region}.${service}`) : interfaceNames(region);
  // Services of one's own accounts, or of partners.
  if (names.includes(name) || /^com\.amazonaws\.vpce\./.test(name)) return;
  throw new PlaceRefusal("ec2", "InvalidServiceName", 400, `The Vpc Endpoint Service '${name}' does not exist`);
}

const GATEWAYS = ["s3", "dynamodb"];

/** Full names of the interface endpoints that a Region offers. */
export function interfaceNames(region: string): string[] {
  const fips = /^(us|ca)-/.test(region) ? ENDPOINT_SERVICES.map((service) => `${service}-fips`) : [];
  const opened = REGION_TABLE[region].opened ?? 0;
  return [...ENDPOINT_SERVICES, ...fips]
    .filter((service) => ENDPOINT_REGIONS[service]?.includes(region) ?? true)
    .filter((service) => opened < (ENDPOINTS_UNTIL[service] ?? Infinity))
    .map((service) => fullName(service, region));
}

function fullName(service: string, region: string): string {
  const known = ENDPOINT_NAMES[service]?.replace("{region}", region);
  if (known !== undefined) return known;
  const isChinese = region.startsWith("cn-") && CHINA_PREFIXED.includes(service);
  return `${isChinese ? "cn." : ""}com.amazonaws.${region}.${service}`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
