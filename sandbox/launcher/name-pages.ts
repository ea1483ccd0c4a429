import { type asRoot, elements } from "./root-user";

/** Asks a service in one account and Region. */
export type Ask = ReturnType<typeof asRoot>;

/** Names of a page, and the token of the page behind it, where there is one. */
interface Page {
  readonly names: readonly string[];
  readonly next?: string | null;
}

/** Question for a page of a kind: the first without a token. */
export type NameQuestion = (ask: Ask, token?: string) => Promise<Page>;

/** Names of all pages. */
export async function allNames(ask: Ask, question: NameQuestion): Promise<string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await question(ask, token);
    names.push(...page.names);
    // Services say by an empty token, or by null, that there is no more.
    token = page.next || undefined;
  } while (token !== undefined);
  return names;
}

/** Names and parameters of a list in the query protocol: AWS does not name them alike. */
interface QueryList {
  readonly service: string;
  readonly query: string;
  /** Element that holds a name. */
  readonly element: string;
  /** Parameter and element that hold the place of the next page. @default NextToken */
  readonly token?: string;
}

/** Question in the query protocol, whose names are the ends of the texts of an element. */
export function queryNames({ service, query, element, token: name = "NextToken" }: QueryList): NameQuestion {
  return async (ask, token) => {
    const xml = await ask(service, { query: `${query}${parameter(`&${name}`, token)}` });
    return { names: elements(xml, element).map(lastPart), next: elements(xml, name).at(0) };
  };
}

/** Parameter of a query; nothing without a value. */
export const parameter = (name: string, value: string | undefined): string =>
  value === undefined ? "" : `${name}=${encodeURIComponent(value)}`;

/** Name at the end of a URL or an ARN. */
export const lastPart = (text: string): string => text.split(/[/:]/).at(-1) ?? "";
