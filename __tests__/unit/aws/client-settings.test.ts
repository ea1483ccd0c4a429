import { endpointOf } from "../../../aws/client-settings";

test("a service's own endpoint goes before the one of all services; an empty one is none", () => {
  const environment = { AWS_ENDPOINT_URL: "http://all", AWS_ENDPOINT_URL_S3: "http://s3", AWS_ENDPOINT_URL_STS: "" };
  expect(endpointOf("S3", environment)).toEqual({ endpoint: "http://s3" });
  expect(endpointOf("STS", environment)).toEqual({ endpoint: "http://all" });
  expect(endpointOf("LAMBDA", {})).toEqual({});
});
