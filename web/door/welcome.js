/** The page that the link of an invitation leads to. */
export { welcome as default } from "./set-password.js";
