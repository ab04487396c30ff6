// A fresh server on an internet of its own, to follow the guide on as its owner would: as root, from an empty folder on. It shares this
// machine's programs, but has network, processes and mounts to itself, so that it can have port 443, write below /etc and ask the
// real addresses, which are answered here.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endWithUs, temporaryFolder } from "../support/children.mjs";
import { root } from "../support/mock-server.mjs";
import { until } from "../support/wait.mjs";

const HERE = fileURLToPath(new URL("server/", import.meta.url));

/** What the server needs of this machine; `build.sh` installs it. */
const PROGRAMS = ["unshare", "nsenter", "setpriv", "ip", "iptables", "podman", "runc", "caddy", "nginx", "curl", "sqlite3"];

/** Where its programs are looked for; the first folder has what this machine cannot run as it is. */
const PATH = [HERE, "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].join(delimiter);

/** Whoever issues certificates there, as on the internet. */
const AUTHORITY = "acme-v02.api.letsencrypt.org";

/** The image that the container file begins with. */
const RUST = "docker.io/library/rust:1.95-slim";

/** Fails with what is missing: without it the guide cannot be followed, and a test that did nothing would prove nothing. */
function checkMachine() {
  if (process.platform !== "linux") assert.fail("the guide of the relay is followed in Linux namespaces, and this is no Linux");
  if (process.getuid() !== 0) assert.fail("the guide of the relay is followed in namespaces of its own, which needs root: sudo ./build.sh test relay-guide");
  const missing = PROGRAMS.filter((name) => !PATH.split(delimiter).some((folder) => isThere(join(folder, name))));
  if (missing.length) assert.fail(`missing: ${missing.join(", ")}; ./build.sh test relay-guide installs what it needs`);
}

function isThere(path) {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the server.
 *
 * @param {object} world
 * @param {string[]} world.ownNames domains that lead to the server
 * @param {string} world.session of the mock server
 * @param {Record<string, string>} world.elsewhere what of the mock server other domains answer with: its path
 */
export async function startSealedServer({ ownNames, session, elsewhere }) {
  checkMachine();
  const folder = temporaryFolder("relay-guide-");
  await writeFile(join(folder.path, "own-names"), ownNames.join("\n") + "\n");
  await writeFile(join(folder.path, "other-names"), [AUTHORITY, ...Object.keys(elsewhere)].join("\n") + "\n");

  const alone = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--propagation", "private"];
  const holder = spawn("unshare", [...alone, "bash", join(HERE, "start.sh"), folder.path], { stdio: ["pipe", "pipe", "pipe"] });
  endWithUs(holder);
  let complaint = "";
  holder.stderr.setEncoding("utf8").on("data", (text) => (complaint += text));
  const ended = once(holder, "exit");
  const ready = once(createInterface({ input: holder.stdout }), "line").then(() => true);
  if (!(await Promise.race([ready, ended.then(() => false)]))) {
    assert.fail(`this machine does not let the test make a server of its own (unshare, mount or iptables): ${complaint.trim()}`);
  }
  const [first] = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, "utf8").split(" ");

  /** Starts a command in the server. */
  function start(command, { env = {}, stdio = ["pipe", "pipe", "pipe"] } = {}) {
    const inside = ["--target", first, "--net", "--mount", "--pid", "--wd=/root"];
    return spawn("nsenter", [...inside, ...command], { env: { PATH, HOME: "/root", LANG: "C.UTF-8", ...env }, stdio });
  }

  /**
   * Runs commands as a shell does, up to the first that fails.
   *
   * @returns {Promise<{ code: number, out: string, err: string }>}
   */
  async function shell(commands, { input = "" } = {}) {
    const child = start(["bash", "--norc", "-euo", "pipefail", "-c", commands]);
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (said.out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (said.err += text));
    child.stdin.on("error", () => {}).end(input);
    // Not "close": what a command leaves running in the background may keep its output open.
    const [code] = await once(child, "exit");
    return { code, ...said };
  }

  /**
   * Runs commands that must succeed, and gives back what they print.
   *
   * @param {string} commands
   * @param {{ input?: string, withErrors?: boolean }} [options] withErrors: what they print as errors, too, where logs are
   */
  async function run(commands, options) {
    const { code, out, err } = await shell(commands, options);
    assert.equal(code, 0, `${commands}\n${out}${err}`);
    return options?.withErrors ? out + err : out;
  }

  /** Writes a file. */
  const write = (path, text) => run(`cat > '${path}'`, { input: text });

  async function stop() {
    holder.kill("SIGKILL");
    await ended;
    folder.remove();
  }

  try {
    const mock = start([process.env.MOCK_SERVER ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/mock-server"), "--listen", "127.0.0.1:8000"]);
    await once(createInterface({ input: mock.stdout }), "line");
    await startInternet();
    await prepareContainers();
  } catch (error) {
    await stop();
    throw error;
  }

  /** Other people's servers: one that issues certificates after the usual challenges, and the mock server under the names of all others. */
  async function startInternet() {
    const sites = Object.entries(elsewhere).map(
      ([host, path]) => `${host} {\n\ttls internal\n\trewrite * /uji/${session}/-${path}{uri}\n\treverse_proxy 127.0.0.1:8000\n}\n`,
    );
    const settings = "{\n\tadmin off\n\tskip_install_trust\n\thttp_port 8080\n\thttps_port 8443\n\tauto_https disable_redirects\n\tservers {\n\t\tprotocols h1 h2\n\t}\n}\n";
    const authority = `${AUTHORITY} {\n\ttls internal\n\trewrite /directory /acme/local/directory\n\tacme_server\n}\n`;
    const place = join(folder.path, "internet");
    await mkdir(place);
    await writeFile(join(place, "Caddyfile"), [settings, authority, ...sites].join("\n"));
    const caddy = start(["caddy", "run", "--config", join(place, "Caddyfile")], { env: { XDG_DATA_HOME: place }, stdio: ["ignore", "ignore", "pipe"] });
    let log = "";
    caddy.stderr.setEncoding("utf8").on("data", (text) => (log = (log + text).slice(-2000)));
    const certificate = join(place, "caddy/pki/authorities/local/root.crt");
    await until(() => isThere(certificate), () => `the internet of the test starts: ${log}`);
    // All programs of the server trust whoever issues its certificates, as they trust the real ones.
    await run(`cat '${certificate}' >> /etc/ssl/certs/ca-certificates.crt`);
    await until(async () => (await shell(`curl --silent --output /dev/null https://${AUTHORITY}/directory`)).code === 0, () => `certificates are issued: ${log}`);
  }

  /** The image of Rust cannot be fetched here. This machine's compiler stands in for it, with the packages that are there already. */
  async function prepareContainers() {
    const place = join(folder.path, "rust");
    const target = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "relay-guide");
    await mkdir(target, { recursive: true });
    const cargo = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
    const rustup = process.env.RUSTUP_HOME ?? join(homedir(), ".rustup");
    const volumes = ["/usr:/usr:ro", `${cargo}:/cargo`, `${rustup}:/rustup:ro`, `${target}:/target`, `${root}:/sumber:ro`];
    // The limits are those of this process: raising them takes a right that not every root has.
    const common = `[network]\nnetwork_backend = "netavark"\n[engine]\nruntime = "runc"\n[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\n`;
    await run(`
      mkdir -p /etc/containers '${place}'/{cargo,rustup,target,sumber,usr,root,tmp,proc,sys,dev,etc/ssl/certs}
      cd '${place}'
      for name in bin lib lib64 sbin; do ln -s usr/$name $name; done
      cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/
      cp -a /etc/passwd /etc/group /etc/alternatives etc/
      chmod 1777 tmp`);
    await write("/etc/containers/containers.conf", common);
    await write("/etc/containers/building.conf", common);
    const image = `FROM scratch\nCOPY . /\nENV PATH=/cargo/bin:/usr/bin CARGO_HOME=/cargo RUSTUP_HOME=/rustup CARGO_TARGET_DIR=/target CARGO_NET_OFFLINE=true CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_INCREMENTAL=true\n`;
    await writeFile(join(folder.path, "rust.containerfile"), image);
    await run(`podman build --quiet --tag ${RUST} --file '${folder.path}/rust.containerfile' '${place}'`);
    await write("/etc/containers/building.conf", `${common}volumes = [${volumes.map((text) => JSON.stringify(text)).join(", ")}]\n`);
  }

  return { run, shell, write, start, stop, first };
}
