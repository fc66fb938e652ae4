/** The page that the link for a forgotten password leads to. */
export { reset as default } from "./set-password.js";
