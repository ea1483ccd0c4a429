import {
  isAmbiguous,
  isBusy,
  isDenied,
  isDuplicate,
  isNotFound,
  isThrottled,
  lacksPermission,
  saidBy,
  statusOf,
} from "../../../aws/faults";

function fault(name: string, message = "", status: number | null = 400): Error {
  const $metadata = status === null ? {} : { httpStatusCode: status, requestId: "req-1" };
  return Object.assign(new Error(message), { name, $metadata });
}

test("tells a missing permission from a domain that is not shared", () => {
  const denied = (message: string) => fault("AccessDeniedException", message, 403);

  expect(lacksPermission(denied("not authorized because no identity-based policy allows the action"))).toBe(true);
  expect(lacksPermission(denied("not authorized ... with an explicit deny in a service control policy"))).toBe(true);
  expect(lacksPermission(denied("not authorized because no resource-based policy allows the action"))).toBe(false);
  expect(lacksPermission(denied("User is not permitted to perform operation: GetDomain"))).toBe(false);
});

test.each([
  "ResourceNotFoundException",
  "EntityNotFoundException",
  "NoSuchEntity",
  "NoSuchEntityException",
  "NoSuchBucket",
  "NoSuchKey",
  "NotFound",
])("%s means that it does not exist", (name) => expect(isNotFound(fault(name, "", 404))).toBe(true));

test.each([
  // Field evidence, section 2: ListPolicyGrants of a configuration that is gone, RemovePolicyGrant of a grant that is gone.
  "Environment Blueprint Configuration with id: 3owsbi7jjppvc9 does not exist in account: 222222222222",
  "Grant abcdefghij is not part of the existing Grant list",
])("a ValidationException can mean that it does not exist: %s", (message) => {
  expect(isNotFound(fault("ValidationException", message, 400))).toBe(true);
  expect(isNotFound(fault("AccessDeniedException", message, 403))).toBe(false);
  expect(isNotFound(fault("ValidationException", "name does not exist in the list", 400))).toBe(false);
});

test("an operation that a service does not know is not taken for an object that does not exist", () => {
  expect(isNotFound(fault("UnknownOperationException", "", 404))).toBe(false);
  expect(statusOf(fault("UnknownOperationException", "", 404))).toBe(404);
});

test.each(["AccessDenied", "AccessDeniedException", "UnauthorizedException", "UnauthorizedOperation"])(
  "%s means that the caller is refused",
  (name) => expect(isDenied(fault(name, "", 403))).toBe(true),
);

test("the same code is a taken name or a busy service, as its message says", () => {
  const taken = fault("ConflictException", "Domain name already exists under this account, please use another one");
  const busy = fault("ConflictException", "another operation is in progress");
  expect([isDuplicate(taken), isBusy(taken)]).toEqual([true, false]);
  expect([isDuplicate(busy), isBusy(busy)]).toEqual([false, true]);
  expect(isDuplicate(fault("ValidationException", "User is already in the project"))).toBe(true);
});

test("throttling did nothing; a server error or no answer may have done everything", () => {
  const throttled = fault("ThrottlingException", "Rate exceeded");
  expect([isThrottled(throttled), isAmbiguous(throttled)]).toEqual([true, false]);
  expect(isThrottled(fault("Slower", "", 429))).toBe(true);
  expect(isAmbiguous(fault("InternalServerException", "", 500))).toBe(true);
  expect(isAmbiguous(fault("TimeoutError", "", null))).toBe(true);
});

test("an error that is not of AWS is none of these", () => {
  const defect = Object.assign(new Error("oops"), { name: "ResourceNotFoundException" });
  for (const is of [isNotFound, isDenied, isDuplicate, isBusy, isThrottled, isAmbiguous, lacksPermission]) {
    expect(is(defect)).toBe(false);
    expect(is("text")).toBe(false);
  }
});

test("is told with AWS's code, message and request id, or as no answer", () => {
  expect(saidBy(fault("ValidationException", " bad \n"))).toBe("AWS said ValidationException: bad (request req-1)");
  const refused = Object.assign(new Error(""), { name: "Error", code: "ECONNREFUSED", $metadata: {} });
  expect(saidBy(refused)).toBe("no answer from AWS: Error: ECONNREFUSED");
  expect(saidBy("text")).toBe("text");
});
