export { attributeOf } from "./attribute";
export { jsonTemplate, type TemplateValue } from "./json-template";
export { escapeTemplate } from "./escape";
