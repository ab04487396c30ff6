// A headless Firefox, driven by geckodriver over the WebDriver protocol (https://www.w3.org/TR/webdriver2/).
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { findProgram } from "./programs.mjs";

/** Starts Firefox; the caller closes it. */
export async function startFirefox() {
  const driver = spawn(findProgram("GECKODRIVER"), ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(driver, "exit");
  const stop = async () => {
    driver.kill("SIGTERM");
    await exited;
  };
  try {
    const origin = await Promise.race([
      announcedAddress(driver.stdout),
      exited.then(() => Promise.reject(new Error("geckodriver did not start"))),
    ]);
    return await newSession(origin, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** geckodriver says "Listening on 127.0.0.1:4444" once it does. The rest of its output is read and dropped. */
function announcedAddress(output) {
  return new Promise((resolve) => {
    createInterface({ input: output }).on("line", (line) => {
      const address = line.match(/Listening on (\S+)$/)?.[1];
      if (address) resolve(`http://${address}`);
    });
  });
}

async function newSession(origin, stop) {
  const { sessionId } = await send("POST", `${origin}/session`, {
    capabilities: {
      alwaysMatch: {
        "moz:firefoxOptions": { binary: findProgram("FIREFOX"), args: ["-headless"] },
      },
    },
  });
  const session = `${origin}/session/${sessionId}`;
  return {
    goto: (url) => send("POST", `${session}/url`, { url }),
    /** Runs the body of a function in the page; resolves to what it returns. */
    run: (script, args = []) => send("POST", `${session}/execute/sync`, { script, args }),
    close: async () => {
      await send("DELETE", session);
      await stop();
    },
  };
}

async function send(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`WebDriver ${value.error}: ${value.message}`);
  return value;
}
