// docs/openapi.json → src/lib/api/__generated__/schema.d.ts, the types link of the contract chain.
//
// `npm run generate` writes the file; `npm run check:generated` fails when the committed file is
// not exactly what the document says.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../docs/openapi.json", import.meta.url);
const target = fileURLToPath(new URL("../src/lib/api/__generated__/schema.d.ts", import.meta.url));
const header = `// Generated from docs/openapi.json by \`npm run generate\`. Do not edit.\n\n`;

if (!existsSync(document)) {
  console.error(
    "docs/openapi.json is missing: write it first (the api crate's snapshot test does).",
  );
  process.exit(1);
}

const wanted = header + astToString(await openapiTS(document, { alphabetize: true }));

if (process.argv.includes("--check")) {
  const found = existsSync(target) ? readFileSync(target, "utf8") : "";
  if (found !== wanted) {
    console.error("src/lib/api/__generated__/schema.d.ts has drifted: run `npm run generate`.");
    process.exit(1);
  }
  console.log("the generated API types are up to date");
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, wanted);
  console.log("wrote src/lib/api/__generated__/schema.d.ts");
}
