import { page, type PageInput } from "../../pages";
import type { Call } from "../../service";

const PAGE = 500;

/** One page of a list, with RAM's largest page. */
export const ramPage = <T>(all: readonly T[], input: PageInput, call: Call) => page(all, input, PAGE, call);
