import { ControlPlaneError, describeFailure } from "../../../../functions/control-plane/errors";

const fault = (name: string, message: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode, requestId: "r-1" } });

describe("the error that leaves the function", () => {
  it("has cause and cure of a text of AWS that is known, instead of what such an error usually needs", () => {
    const error = fault("ValidationException", "Missing required Blueprint parameter(s): bucketName");
    const { message } = describeFailure('update of ProjectProfile "lake"', error);
    expect(message).toMatch(
      /^\[AWS_ERROR\] update of ProjectProfile "lake": AWS said ValidationException: .* \(request r-1\); a parameter without a default .*; fix: declare bucketName in /,
    );
    expect(message).not.toContain("correct the configuration that this value comes from");
  });

  it("keeps its usual advice for every other text", () => {
    const { message } = describeFailure("creation", fault("ValidationException", "name must not be empty"));
    expect(message).toMatch(/; fix: correct the configuration that this value comes from$/);
    expect(message.match(/fix:/g)).toHaveLength(1);
  });

  it("is not explained again by who asked for it", () => {
    const inner = describeFailure("creation", fault("UnauthorizedException", "Unauthorized", 403));
    const { message } = describeFailure("Project", new ControlPlaneError(inner.code, inner.detail));
    expect(message.match(/is not associated with the domain/g)).toHaveLength(1);
  });
});
