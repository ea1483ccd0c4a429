export { renderPage } from "./document";
