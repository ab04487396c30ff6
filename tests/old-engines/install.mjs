// Usage: node install.mjs [--missing]
// Unpacks the engines that the tests are to run on and that are not there yet; with --missing, only names them.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { chosenEngines } from "./engines.mjs";

const missing = chosenEngines().filter(({ program }) => !existsSync(program));

if (process.argv[2] === "--missing") {
  console.log(missing.map(({ major }) => major).join(" "));
} else {
  for (const engine of missing) await install(engine);
}

/** @param {import("./engines.mjs").Engine} engine */
async function install(engine) {
  const home = dirname(engine.program);
  await mkdir(home, { recursive: true });
  // Beside the programs, so that a finished one is moved in whole: no run ever meets half a program.
  const folder = await mkdtemp(join(home, "unpacking-"));
  try {
    const tarball = await download(engine, folder);
    const program = join(folder, "chromium");
    await unpack(tarball, `package/${engine.file}`, program);
    await chmod(program, 0o755);
    await rename(program, engine.program);
    console.log(`Chromium ${engine.version}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** npm keeps the tarball in its own cache as well, and checks it against the registry; this checks it against ours. */
async function download({ package: name, integrity }, folder) {
  const options = ["--json", "--loglevel=error", "--prefer-offline", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await promisify(execFile)("npm", ["pack", name, ...options], { cwd: folder });
  const tarball = join(folder, JSON.parse(stdout)[0].filename);
  const hash = createHash("sha512");
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest("base64")}`;
  if (found !== integrity) throw new Error(`${name} is not what engines.json says: ${found}`);
  return tarball;
}

async function unpack(tarball, member, program) {
  const tar = spawn("tar", ["-xzOf", tarball, member], { stdio: ["ignore", "pipe", "inherit"] });
  await pipeline(tar.stdout, createBrotliDecompress(), createWriteStream(program));
}
