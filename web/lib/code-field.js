/** The field for a code: of the authenticator app, or a recovery code in its place. */
import { field } from "./form.js";
import { t } from "./i18n.js";
import "./code-words.js";

/** @param {{isRecovery: boolean, error?: string, hint?: string, ref?: (node: any) => void}} look */
export function codeField({ isRecovery, ...rest }) {
  const look = isRecovery
    ? { key: "recovery", label: t("code.recovery.label"), autocomplete: "off", autocapitalize: "characters" }
    : { key: "app", label: t("code.label"), autocomplete: "one-time-code", inputmode: "numeric" };
  return field({ id: "code", required: true, spellcheck: "false", maxlength: 40, ...look, ...rest });
}

/** What to say where nothing was typed. */
export function missingCode(isRecovery) {
  return isRecovery ? t("code.recovery.missing") : t("code.missing");
}
