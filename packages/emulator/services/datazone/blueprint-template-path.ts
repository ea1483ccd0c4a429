/** Path below which the emulator serves the templates of blueprints: `<Region>/<blueprint>.json`. */
export const TEMPLATES_PATH = "/_emulator/blueprint-templates/";
