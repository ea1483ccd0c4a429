import { z } from "zod";
import type { OpenRoute } from "./route";

const health = z.strictObject({ status: z.literal("ok") });

/** Routes that need nobody. The document of the API is handed in, because it is made from the table that this is a part of. */
export const openRoutes = (description: () => unknown): readonly OpenRoute[] => [
  {
    kind: "open",
    method: "GET",
    path: "/health",
    summary: "Say that the function runs; it looks at no service.",
    answers: health,
    handle: () => ({ status: 200, body: { status: "ok" } }),
  },
  {
    kind: "open",
    method: "GET",
    path: "/openapi.json",
    summary: "Description of the API (OpenAPI 3.1).",
    handle: () => ({ status: 200, body: description(), headers: { "cache-control": "public, max-age=300" } }),
  },
];
