export { TEMPLATE_NAMES, type TemplateName } from "./names";
export { TEMPLATES } from "./stock";
export type { Template, TemplateConfiguration, TemplateParameter } from "./template";
