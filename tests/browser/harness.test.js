import { assert, session, test, TOKEN } from "./harness.js";
test("a session keeps its own log, forgets it, answers as scripted, and carries faults", async () => {
  const toko = session("status:503,times:1");
  const url = toko.baseUrl + "/app/slide?token=" + encodeURIComponent(TOKEN);
  assert.equal((await fetch(url)).status, 503);
  assert.equal((await fetch(url)).status, 200);
  const log = await toko.log();
  assert.equal(log.length, 2);
  assert.equal(log[1].params.token, TOKEN);
  await toko.clear();
  assert.deepEqual(await toko.log(), []);
  await toko.script([{ status: 404, body: { code: 404, status: "tidak ada" } }]);
  assert.deepEqual(await (await fetch(url)).json(), { code: 404, status: "tidak ada" });
  assert.equal((await fetch(url)).status, 200);
  assert.deepEqual(await session().log(), []);
});
