/** JSON laid out as far as somebody will read it: what lies behind is never even looked at. */

/**
 * @param {any} value
 * @param {number} most characters, about: the last value is written whole
 */
export function beginningOf(value, most) {
  const writer = { text: "", most };
  write(value, "\n", writer);
  return writer.text;
}

function write(value, line, writer) {
  if (typeof value !== "object" || value === null) return void (writer.text += JSON.stringify(value));
  const isList = Array.isArray(value);
  const deeper = `${line}  `;
  let isFirst = true;
  writer.text += isList ? "[" : "{";
  for (const key of isList ? value.keys() : Object.keys(value)) {
    if (writer.text.length > writer.most) return;
    writer.text += `${isFirst ? "" : ","}${deeper}${isList ? "" : `${JSON.stringify(key)}: `}`;
    write(value[key], deeper, writer);
    isFirst = false;
  }
  if (writer.text.length > writer.most) return;
  writer.text += `${isFirst ? "" : line}${isList ? "]" : "}"}`;
}
