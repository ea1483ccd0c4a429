export { attributeOf } from "./attribute";
export { jsonTemplate, type TemplateValue } from "./json-template";
export { escapeTemplate, textLiteral } from "./escape";
