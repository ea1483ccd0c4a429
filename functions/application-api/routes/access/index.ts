import type { Route } from "../route";
import { decide, extend, revoke } from "./actions";
import { file } from "./filing";
import { listExpiring, listRequests, readRequest } from "./lists";

/** Routes of requests for access. */
export const ACCESS_ROUTES: readonly Route[] = [listRequests, readRequest, file, decide, revoke, extend, listExpiring];
