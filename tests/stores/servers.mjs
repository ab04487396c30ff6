// Real servers of PostgreSQL and Redis, in folders of their own and on free ports of the loopback interface.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endWithUs, temporaryFolder } from "../support/children.mjs";
import { freePort } from "../support/free-port.mjs";
import { until } from "../support/wait.mjs";

/** The password of the servers. */
export const PASSWORD = "sandi-yang-rahasia";

/** The user as whom PostgreSQL runs where the tests run as root, which it refuses: `nobody`. */
const NOBODY = 65534;
const asNobody = () => (process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {});

/** Where a program of PostgreSQL is: in the newest version's folder, or where the shell finds it. */
function postgresProgram(name) {
  const versions = "/usr/lib/postgresql";
  const folders = existsSync(versions) ? readdirSync(versions).sort((a, b) => b - a) : [];
  const found = folders.map((version) => join(versions, version, "bin", name)).find(existsSync);
  return found ?? name;
}

class Server {
  #child = null;

  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts the server, and waits until it answers. */
  async run() {
    const [program, options, more] = this.command();
    // A group of its own: the server's processes are ended together.
    this.#child = spawn(program, options, { stdio: "ignore", detached: true, ...more });
    endWithUs(this.#child, () => this.#signal("SIGKILL"));
    await until(() => this.answers(), `${program} answers`);
  }

  /** Ends all of its processes at once, as a crash does. */
  async crash() {
    if (this.#child === null) return;
    const gone = once(this.#child, "exit");
    this.#signal(this.lastSignal);
    await gone;
    this.#child = null;
  }

  #signal(signal) {
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // It has ended already.
    }
  }

  async stop() {
    await this.crash();
    this.folder.remove();
  }
}

export class Postgres extends Server {
  lastSignal = "SIGQUIT";

  static async start() {
    const folder = temporaryFolder("bukaolshop-postgres-");
    if (process.getuid() === 0) chownSync(folder.path, NOBODY, NOBODY);
    const password = join(folder.path, "password");
    writeFileSync(password, PASSWORD);
    const options = ["-U", "toko", "-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--locale=C", "--pwfile", password, "-D", join(folder.path, "data")];
    execFileSync(postgresProgram("initdb"), options, { stdio: "ignore", ...asNobody() });
    const server = new Postgres(folder, await freePort());
    await server.run();
    return server;
  }

  command() {
    const options = ["-D", join(this.folder.path, "data"), "-p", String(this.port), "-k", this.folder.path];
    // What is killed here is the server, not the machine's power.
    const settings = ["listen_addresses=127.0.0.1", "max_connections=200", "fsync=off", "shared_buffers=16MB"];
    return [postgresProgram("postgres"), [...options, ...settings.flatMap((setting) => ["-c", setting])], asNobody()];
  }

  #psql(database, sql) {
    const options = ["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", sql, `postgres://toko@127.0.0.1:${this.port}/${database}`];
    return spawnSync(postgresProgram("psql"), options, { encoding: "utf8", env: { ...process.env, PGPASSWORD: PASSWORD } });
  }

  answers() {
    return this.#psql("postgres", "SELECT 1").status === 0;
  }

  /** Runs SQL, and gives what it has answered. */
  sql(database, sql) {
    const { status, stdout, stderr } = this.#psql(database, sql);
    assert.equal(status, 0, `${sql}: ${stderr}`);
    return stdout.trim();
  }

  /** The address of a database, or of one behind another port. */
  url(database, port = this.port) {
    return `postgres://toko:${PASSWORD}@127.0.0.1:${port}/${database}`;
  }
}

export class Redis extends Server {
  lastSignal = "SIGKILL";

  /** A server without keys, which stores each change before it answers, or one with other options. */
  static async start(options = ["--appendonly", "yes", "--appendfsync", "always"]) {
    const server = new Redis(temporaryFolder("bukaolshop-redis-"), await freePort());
    server.options = options;
    await server.run();
    return server;
  }

  command() {
    const options = ["--bind", "127.0.0.1", "--save", "", "--port", String(this.port), "--requirepass", PASSWORD, "--dir", this.folder.path];
    return ["redis-server", [...options, ...this.options], {}];
  }

  /** Sends a command, and gives the answer as `redis-cli` writes it. */
  ask(...command) {
    const env = { ...process.env, REDISCLI_AUTH: PASSWORD };
    return spawnSync("redis-cli", ["-p", String(this.port), ...command], { encoding: "utf8", env }).stdout.trim();
  }

  answers() {
    return this.ask("PING") === "PONG";
  }

  /** The address, or that behind another port. */
  url(port = this.port) {
    return `redis://:${PASSWORD}@127.0.0.1:${port}/`;
  }
}
