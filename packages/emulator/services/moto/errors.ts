import { awsQuery, escapeXml } from "../../http/protocols";
import type { Protocol } from "../../service";

/** Services of the query protocol that moto serves, with the namespaces of their errors. */
const QUERY: Readonly<Record<string, string>> = {
  iam: "https://iam.amazonaws.com/doc/2010-05-08/",
  sns: "http://sns.amazonaws.com/doc/2010-03-31/",
  sts: "https://sts.amazonaws.com/doc/2011-06-15/",
};

type ErrorProtocol = Pick<Protocol, "error">;

const xml = (status: number, requestId: string, body: string) => ({
  status,
  headers: { "content-type": "text/xml", "x-amzn-requestid": requestId, "x-amz-request-id": requestId },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

/** S3's errors. @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const s3: ErrorProtocol = {
  error: ({ code, status, message }, requestId) =>
    xml(
      status,
      requestId,
      `<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId></Error>`,
    ),
};

/** EC2's errors. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const ec2: ErrorProtocol = {
  error: ({ code, status, message }, requestId) =>
    xml(
      status,
      requestId,
      `<Response><Errors><Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
    ),
};

/** Errors of a service that moto serves in the service's own protocol; of those that talk JSON nothing is special. */
export function errorProtocol(signingName: string): Partial<ErrorProtocol> {
  if (signingName === "s3") return s3;
  if (signingName === "ec2") return ec2;
  const namespace = QUERY[signingName] as string | undefined;
  if (namespace === undefined) return {};
  const query = awsQuery(namespace);
  return { error: (error, requestId) => query.error(error, requestId) };
}
