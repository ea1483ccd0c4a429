import { type Witness, witnessesOf } from "../../witnesses/witness";

const GUIDE = "API Gateway Developer Guide";

const REQUESTS: readonly Witness[] = [
  ...witnessesOf("http-api.routes", "services/apigateway/routes.ts", [
    [
      "priority",
      "documented",
      "A full match comes before a greedy variable, and $default last.",
      `${GUIDE}, Create routes for HTTP APIs (routing API requests)`,
    ],
    [
      "most-specific",
      "assumed",
      "Of full matches the path with texts where others have variables wins, then the method before ANY.",
      "the guide says most specific, and shows no case of two variables",
    ],
    [
      "deployments",
      "assumed",
      "Only stages with automatic deployment serve anything, and at once.",
      "moto has no deployments of HTTP APIs; without a deployment AWS answers 404",
    ],
  ]),
  ...witnessesOf("http-api.answers", "services/apigateway/answers.ts", [
    [
      "unauthorized",
      "documented",
      "A refused token is answered 401 Unauthorized, a failed integration 500 Internal Server Error.",
      `${GUIDE}, Troubleshooting issues with HTTP API JWT authorizers, and with HTTP API Lambda integrations`,
    ],
    [
      "limits",
      "documented",
      "Bodies have 10 MB at most, and integrations 30 seconds.",
      `${GUIDE}, Quotas for configuring and running an HTTP API`,
    ],
    [
      "words",
      "assumed",
      "Not Found, Forbidden, Request Entity Too Large and Service Unavailable are all that a caller learns of 404, 403, 413 and 503.",
      "known from use; no page shows them",
    ],
  ]),
  ...witnessesOf("http-api.gateway", "services/apigateway/gateway.ts", [
    [
      "order",
      "assumed",
      "Preflight requests are answered first, then route, caller, size of the body and integration decide, in this order.",
      "the guide does not say which of two refusals a request gets",
    ],
  ]),
  ...witnessesOf("http-api.cors", "services/apigateway/cors.ts", [
    [
      "rules",
      "documented",
      "An API with rules answers preflight requests itself, and headers of the integration do not count.",
      `${GUIDE}, Configure CORS for HTTP APIs`,
    ],
    [
      "other-origin",
      "assumed",
      "An origin that is not allowed gets the answer without headers, a preflight request 204.",
      "browsers refuse it then; the guide does not show the answer",
    ],
  ]),
  ...witnessesOf("http-api.addresses", "services/apigateway/addresses.ts", [
    [
      "local",
      "assumed",
      "An API is at `/_api/<id>` and at any host that begins with `<id>.execute-api.`",
      "AWS's host names lead to AWS",
    ],
  ]),
];

const AUTHORIZATION: readonly Witness[] = [
  ...witnessesOf("http-api.tokens", "services/apigateway/tokens.ts", [
    [
      "claims",
      "documented",
      "A token needs a key of the issuer by its kid, an RSA signature, the issuer, an audience (client_id without aud), and its times.",
      `${GUIDE}, Control access to HTTP APIs with JWT authorizers`,
    ],
    [
      "rsa-only",
      "documented",
      "Tokens with another signature than RSA's, such as ES256, are refused.",
      `${GUIDE}, Control access to HTTP APIs with JWT authorizers: only RSA-based algorithms are supported`,
    ],
    [
      "descriptions",
      "assumed",
      "Reasons other than the audience have words of ours in error_description.",
      "the troubleshooting page quotes one of them",
    ],
  ]),
  ...witnessesOf("http-api.keys", "services/apigateway/issuers.ts", [
    [
      "cache",
      "documented",
      "Keys are kept for two hours.",
      `${GUIDE}, Control access to HTTP APIs with JWT authorizers`,
    ],
    [
      "unknown-key",
      "assumed",
      "A key that is not known is looked for again at once.",
      "the guide recommends a time in which both keys are valid, and does not say when new ones are seen",
    ],
    [
      "plain-http",
      "assumed",
      "Issuers may be plain HTTP, and are first asked when a token comes.",
      "AWS asks when an authorizer is made, and takes HTTPS only; issuers of the sandbox are local or made up",
    ],
  ]),
  ...witnessesOf("http-api.authorization", "services/apigateway/authorization.ts", [
    [
      "scopes",
      "documented",
      "One of a route's scopes has to be in scope or scp.",
      `${GUIDE}, Control access to HTTP APIs with JWT authorizers`,
    ],
    [
      "insufficient-scope",
      "assumed",
      "A token without the scope is answered 403 with the challenge insufficient_scope.",
      "RFC 6750; the guide does not show the answer",
    ],
    [
      "challenge",
      "documented",
      'A refused token is answered 401 with www-authenticate: Bearer scope="" error="invalid_token" and the reason.',
      `${GUIDE}, Troubleshooting issues with HTTP API JWT authorizers`,
    ],
    [
      "policies",
      "documented",
      "AWS_IAM needs execute-api:Invoke on the stage, method and path.",
      `${GUIDE}, Control access to HTTP APIs with IAM authorization`,
    ],
    [
      "signatures",
      "assumed",
      "Signatures of AWS are not verified: the access key says who calls.",
      "as for every call of the emulator",
    ],
  ]),
];

const FUNCTIONS: readonly Witness[] = [
  ...witnessesOf("http-api.integration", "services/apigateway/integration.ts", [
    [
      "permission",
      "documented",
      "The function's policy lets apigateway.amazonaws.com in for stage, method and route, or the integration has a role.",
      `${GUIDE}, Create AWS Lambda proxy integrations for HTTP APIs (permissions)`,
    ],
    [
      "failures",
      "documented",
      "A function that fails or may not be invoked is answered 500, one that takes longer than the integration's timeout 503.",
      `${GUIDE}, Troubleshooting issues with HTTP API Lambda integrations; Quotas for HTTP APIs`,
    ],
    [
      "others",
      "assumed",
      "Other integrations, authorizers and payload formats are answered 501.",
      "the product has none of them",
    ],
  ]),
  ...witnessesOf("http-api.event", "services/apigateway/payload.ts", [
    [
      "format",
      "documented",
      "The event has the members of format 2.0; repeated headers and parameters are joined by commas, cookies are a list.",
      `${GUIDE}, Create AWS Lambda proxy integrations for HTTP APIs (payload format structure)`,
    ],
    ["decoded-path", "assumed", "Paths and their variables are decoded.", "the guide shows none that is encoded"],
  ]),
  ...witnessesOf("http-api.reply", "services/apigateway/proxy-reply.ts", [
    [
      "format",
      "documented",
      "An answer without statusCode is a body of JSON with 200; with it, it is status, headers, cookies and body.",
      `${GUIDE}, Create AWS Lambda proxy integrations for HTTP APIs (Lambda function response)`,
    ],
    [
      "content-type",
      "assumed",
      "An answer with a status and no content type is plain text.",
      "the guide names the default of the short form only",
    ],
  ]),
];

/** Behaviours of HTTP APIs. */
export const HTTP_API_WITNESSES: readonly Witness[] = [...REQUESTS, ...AUTHORIZATION, ...FUNCTIONS];
