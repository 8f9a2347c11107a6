import { expect, test, vi } from 'vitest';
import { asCalled } from './called.ts';
import { anywhere } from './commands/anywhere.ts';
import { inCheckout } from './commands/in-checkout.ts';
import { summaries } from './commands/summaries.ts';
import { overview, runCommand } from './run-command.ts';

const loaders = { ...anywhere, ...inCheckout };

test('every command of the overview can be loaded, and is called as it says', async () => {
  expect(Object.keys(loaders).sort()).toEqual(Object.keys(summaries).sort());
  for (const [name, load] of Object.entries(loaders)) expect((await load()).name).toBe(name);
});

test('the package tells which commands stand in a checkout only', async () => {
  expect(overview(anywhere)).toContain(`Only in a checkout of the repository: ${Object.keys(summaries).filter((name) => name in inCheckout).join(', ')}.`);
  expect(overview(loaders)).not.toContain('Only in a checkout');
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    expect(await runCommand(anywhere, ['build'], '/')).toBe(2);
    expect(told.mock.calls.join()).toContain("The command 'build' works only in a checkout of the repository.");
    expect(await runCommand(anywhere, ['constructor'], '/')).toBe(2);
    expect(told.mock.calls.at(-1)!.join()).toContain("Unknown command 'constructor'.");
    expect(await runCommand(anywhere, ['chek'], '/')).toBe(2);
    expect(told.mock.calls.at(-1)!.join()).toContain("Unknown command 'chek'; the nearest is 'check'.");
  } finally {
    told.mockRestore();
  }
});

test('texts name commands as they are called in the package', () => {
  const text = 'npm run check tells; npm run check -- --notes; Usage: npm run mutate [-- <pack>]; npm run --silent build:packs -- --check';
  expect(asCalled(text, true)).toBe('npx osquery-packs check tells; npx osquery-packs check --notes; Usage: npx osquery-packs mutate [<pack>]; npx osquery-packs build:packs --check');
  expect(asCalled(text, false)).toBe(text);
});
