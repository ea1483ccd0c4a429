export { attributeOf } from "./attribute";
export { jsonTemplate, type TemplateValue } from "./json-template";
export { addWaitingCheck, type WaitingCheck } from "./waiting-check";
export { escapeTemplate, textLiteral } from "./escape";
