/**
 * Escapes text for Terraform's templates: `${` and `%{` in a description are text, not expressions.
 *
 * CDKTF passes strings on as they are, so everything that a user may write freely is escaped once, where stacks are
 * composed.
 */
export function escapeTemplate(text: string): string {
  // Nearly every text has no brace, and a search costs far less than a replacement.
  return text.includes("{") ? text.replace(/([$%])\{/g, "$1$1{") : text;
}

/** A text as a literal inside of an expression. */
export function textLiteral(text: string): string {
  return JSON.stringify(escapeTemplate(text));
}
