// Writes codemirror.js, the packages of package.json in one file, and LICENCES.txt, what their makers ask for.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const { metafile } = await build({
  bundle: true,
  entryPoints: ["entry.js"],
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  outfile: "codemirror.js",
  target: "es2022",
});

const used = Object.values(metafile.outputs).flatMap((made) =>
  Object.entries(made.inputs).filter(([, of]) => of.bytesInOutput > 0).map(([file]) => file));
const names = new Set(used.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean));
const packages = [...names].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return { told: `${name} ${version} (${license})`, text: readFileSync(`${folder}/${file}`, "utf8").trim() };
});

const list = packages.map((one) => one.told).join(", ");
writeFileSync("codemirror.js", `// Made by build.js from ${list}; see LICENCES.txt.\n${readFileSync("codemirror.js", "utf8")}`);
const rule = "=".repeat(80);
writeFileSync("LICENCES.txt", packages.map((one) => `${one.told}\n\n${one.text}\n`).join(`\n${rule}\n\n`));
