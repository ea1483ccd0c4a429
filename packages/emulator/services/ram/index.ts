import * as client from "@aws-sdk/client-ram";
import { restJson } from "../../http/protocols";
import type { Service } from "../../service";
import { ASSOCIATION_OPERATIONS } from "./associations";
import { INVITATION_OPERATIONS } from "./invitations";
import { PERMISSION_OPERATIONS } from "./permissions";
import { SHARE_OPERATIONS } from "./shares";

const operations = {
  ...SHARE_OPERATIONS,
  ...ASSOCIATION_OPERATIONS,
  ...INVITATION_OPERATIONS,
  ...PERMISSION_OPERATIONS,
};

/** Resource Access Manager, for shares of DataZone domains. */
export const ram: Service = {
  signingName: "ram",
  model: "ram",
  protocol: restJson({ service: "ram", client, served: Object.keys(operations) }),
  operations,
};
