// What the manifest promises is there, and what it says of the command's output is true of an example.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const { languages, grammars, problemMatchers, commands } = manifest.contributes;

for (const path of [...languages.map((l) => l.configuration), ...grammars.map((g) => g.path)]) {
  assert.ok(existsSync(path), `${path} is missing`);
  JSON.parse(readFileSync(path, "utf8"));
}
for (const grammar of grammars) {
  assert.ok(languages.some((l) => l.id === grammar.language), grammar.language);
  assert.equal(JSON.parse(readFileSync(grammar.path, "utf8")).scopeName, grammar.scopeName);
}
const source = readFileSync("src/extension.ts", "utf8");
for (const { command } of commands) {
  assert.ok(source.includes(`registerCommand("${command}"`), `${command} is not registered`);
}

const line = "plans/half.plan.ron:38:19: warning[too-few-clean-days]: only 2 clean days; 3 advised (weeks 1–16)";
for (const { name, pattern, background } of problemMatchers) {
  const found = new RegExp(pattern.regexp, "u").exec(line);
  assert.ok(found, `${name} does not match`);
  assert.deepEqual(
    [pattern.file, pattern.line, pattern.column, pattern.severity, pattern.code].map((group) => found[group]),
    ["plans/half.plan.ron", "38", "19", "warning", "too-few-clean-days"],
  );
  if (background !== undefined) {
    assert.match("checking 19 plans", new RegExp(background.beginsPattern, "u"));
    assert.match("19 plans: 5 errors (2 new); watching for changes", new RegExp(background.endsPattern, "u"));
  }
}
console.log(`${grammars.length} grammars, ${commands.length} commands, ${problemMatchers.length} problem matchers: as promised`);
