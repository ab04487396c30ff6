// Usage: node bench-server.mjs store|yardstick ADDRESS
// The servers in Node that `./build.sh bench server` measures: one receives callbacks into a store and does nothing else with
// them, the other inserts a row in the same database for each request and does nothing else at all.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { callbackReceiver, openStore } from "./project.mjs";

/** The shop's secret in this benchmark. */
const SECRET = "rahasia-beban";
const require = createRequire(new URL("../server/package.json", import.meta.url));

/** Receives callbacks. `/worked` tells how often the work was run. */
async function ofStore(address) {
  let worked = 0;
  const work = () => void (worked += 1);
  const store = await openStore(address);
  const receiver = callbackReceiver({ secret: SECRET, store, onTransaksiBaru: work, onPerubahanStatusTransaksi: work });
  await receiver.resume();
  return (request, response) => (request.url === "/worked" ? response.end(String(worked)) : receiver.node(request, response));
}

/** Gives a function that inserts a row with a number and the request's body. */
async function table(address) {
  if (address.startsWith("sqlite:")) {
    const Database = require("better-sqlite3");
    const database = new Database(`${address.slice(7)}.yardstick`);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE request (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    const insert = database.prepare("INSERT INTO request VALUES (?, ?)");
    return async (id, body) => insert.run(id, body);
  }
  if (address.startsWith("postgres:")) {
    const { Pool } = require("pg");
    const pool = new Pool({ connectionString: address, max: 10 });
    await pool.query("CREATE TABLE request (id bigint PRIMARY KEY, body bytea NOT NULL)");
    return (id, body) => pool.query({ name: "insert", text: "INSERT INTO request VALUES ($1, $2)", values: [id, body] });
  }
  if (address.startsWith("redis:")) {
    const client = await require("redis").createClient({ url: address }).connect();
    return (id, body) => client.set(`request:${id}`, body);
  }
  const rows = new Map();
  return async (id, body) => rows.set(id, body);
}

async function ofYardstick(address) {
  const insert = await table(address);
  let next = 0;
  return async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    await insert((next += 1), Buffer.concat(parts));
    response.end();
  };
}

const [kind, address] = process.argv.slice(2);
const handler = await { store: ofStore, yardstick: ofYardstick }[kind](address);
const server = createServer((request, response) => {
  Promise.resolve(handler(request, response)).catch(() => response.writeHead(503).end());
});
server.listen(0, "127.0.0.1", () => console.log(`listening http://127.0.0.1:${server.address().port}`));
