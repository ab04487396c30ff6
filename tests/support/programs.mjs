// Finds the programs that the browser tests drive. An environment variable names one that is
// installed elsewhere; else the names that Debian, Ubuntu and macOS use are looked up on PATH.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const PROGRAMS = {
  CHROMIUM: ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
  FIREFOX: ["firefox-esr", "firefox"],
};

/** Path of a program, by the name of its environment variable. */
export function findProgram(variable) {
  const named = process.env[variable];
  if (named) return named;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of PROGRAMS[variable]) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  throw new Error(`no ${PROGRAMS[variable].join(" or ")} on PATH; ./build.sh test installs it, or set ${variable}`);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
