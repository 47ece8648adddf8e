// bundle.mjs SOURCE OUT: one ES module for browsers of SOURCE and what it imports; packages come from this folder.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [source, outfile] = process.argv.slice(2);
const packages = fileURLToPath(new URL("node_modules", import.meta.url));
await build({ entryPoints: [source], outfile, bundle: true, format: "esm", platform: "browser", target: "es2022", nodePaths: [packages], logLevel: "warning" });
