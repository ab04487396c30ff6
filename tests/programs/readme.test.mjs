// The README's lines of `cargo add`, as they stand there, in an empty crate: the program behind them compiles then. And a
// program that gives the crate another name.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../support/mock-server.mjs";

const TARGET = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "readme");

/** The programs of a text: the `cargo add` lines before each, and the program. */
function programsOf(text) {
  const programs = [];
  const blocks = /```sh\n((?:cargo add [^\n]*\n)+)```\n\n```rust,no_run\n([^]*?)```/g;
  for (const [, lines, program] of text.matchAll(blocks)) programs.push({ lines: lines.trim().split("\n"), program });
  return programs;
}

const programs = programsOf(readFileSync(join(root, "README.md"), "utf8"));

test("each Rust program of the README has its lines of cargo add", () => {
  const all = readFileSync(join(root, "README.md"), "utf8").match(/```rust/g) ?? [];
  assert.equal(programs.length, all.length);
  assert.ok(programs.length >= 2);
});

/** Checks a program in an empty crate, to which `add` adds what it needs. */
function check(program, add) {
  const folder = mkdtempSync(join(tmpdir(), "readme-"));
  try {
    const cargo = (...words) =>
      execFileSync("cargo", words, {
        cwd: folder,
        env: { ...process.env, CARGO_TARGET_DIR: TARGET },
        stdio: ["ignore", "pipe", "pipe"],
      });
    cargo("init", "--name", "kosong", "--vcs", "none", "--quiet");
    // The versions that the crate is tested with.
    copyFileSync(join(root, "Cargo.lock"), join(folder, "Cargo.lock"));
    add(cargo);
    // A part of a program has no `main`.
    const isWhole = /\bfn main\(/.test(program);
    writeFileSync(join(folder, "src/main.rs"), isWhole ? program : `${program}\nfn main() {}\n`);
    cargo("check", "--quiet");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const [at, { lines, program }] of programs.entries()) {
  test(`program ${at + 1} of the README compiles after its lines in an empty crate`, () => {
    const add = (cargo) => {
      for (const line of lines) {
        const words = line.split(" ").slice(1);
        const own = words.indexOf("bukaolshop");
        // Not the published crate, but this one.
        if (own >= 0) words.splice(own, 1, "--path", root.replace(/\/$/, ""));
        cargo(...words, "--quiet");
      }
    };
    try {
      check(program, add);
    } catch (error) {
      throw new Error(`${lines.join("\n")}\n${error.stderr ?? error}`, { cause: error });
    }
  });
}

test("row! declares rows in a crate that calls bukaolshop by another name", () => {
  const program = `
    toko::row! {
        /// An answer of the shop.
        pub struct Balasan {
            /// The text.
            pub isi: String => essential text,
        }
    }
    toko::row! {
        /// A review.
        struct Ulasan {
            tipe as "type": String => text_or("produk"),
            balasan: Vec<Balasan> => rows(Balasan),
        }
    }
    fn main() {
        println!("{}", <Ulasan as toko::Row>::SHAPE.typescript("Ulasan"));
    }
  `;
  try {
    check(program, (cargo) => cargo("add", "--path", root.replace(/\/$/, ""), "--rename", "toko", "--quiet"));
  } catch (error) {
    throw new Error(String(error.stderr ?? error), { cause: error });
  }
});
