import { DOMAIN_KEY_PERMISSIONS } from "../../contracts/control-plane/permissions";
import { regionalService, type Statement } from "../iam-policy";
import { keyArn, type ApplicationPlace } from "./place";

/**
 * Statements on keys for a function of the application: on the application's own, and on those of the account through DataZone, one of
 * which encrypts the domain; the layer need not know which.
 */
export function keyStatements(place: ApplicationPlace, actions: readonly string[]): Statement[] {
  const own = keyArn(place);
  const { partition, region, accountId } = place;
  return [
    ...(own === undefined ? [] : [{ sid: "Key", actions, resources: [own] }]),
    {
      sid: "DomainKey",
      actions: DOMAIN_KEY_PERMISSIONS.everyKind,
      resources: [`arn:${partition}:kms:${region}:${accountId}:key/*`],
      conditions: { StringEquals: { "kms:ViaService": regionalService({ partition, region }, "datazone") } },
    },
  ];
}
