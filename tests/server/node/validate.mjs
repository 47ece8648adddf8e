// validate.mjs ADDRESS FILE: FILE holds a list of {schema, value, name}; `schema` is a JSON pointer into the server's OpenAPI
// document. Prints what does not fit. An independent validator of JSON Schema 2020-12 judges; the server's own schemas are used.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [address, file] = process.argv.slice(2);
const fetched = async (path) => (await fetch(address + path)).json();

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
for (const name of ["report.schema.json", "options.schema.json"]) {
  const schema = await fetched("/schemas/" + name);
  schema.$id = address + "/schemas/" + name;
  ajv.addSchema(schema);
}
const description = await fetched("/openapi.json");
description.$id = address + "/openapi.json";
ajv.addSchema(description);

const complaints = [];
for (const { schema, value, name } of JSON.parse(readFileSync(file, "utf8"))) {
  const check = ajv.getSchema(description.$id + "#" + encodeURI(schema)) ?? ajv.compile({ $ref: description.$id + "#" + encodeURI(schema) });
  if (!check(value)) complaints.push({ name, errors: check.errors.slice(0, 5).map((e) => `${e.instancePath} ${e.message}`), value: JSON.stringify(value).slice(0, 300) });
}
console.log(JSON.stringify(complaints));
