import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { load } from 'js-yaml';
import { afterEach, describe, expect, test } from 'vitest';
import { repositoryRoot } from '../src/node/root.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(repositoryRoot, '.github/workflows');
const texts = new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const));
const workflows = [...texts].map(([file, text]) => [file, load(text) as Workflow] as const);
const jobs = workflows.flatMap(([file, workflow]) => Object.entries(workflow.jobs).map(([name, job]) => [`${file}: ${name}`, workflow, job] as const));
const ci = load(texts.get('ci.yml')!) as Workflow;
const posting = load(texts.get('pack-difference.yml')!) as Workflow;
const comment = posting.jobs['comment']!;

describe('every workflow', () => {
  test.each(workflows)('%s grants nothing by itself that writes', (_, { permissions }) => {
    expect(permissions).toBeDefined();
    expect(Object.values(permissions!).filter((right) => right !== 'read')).toEqual([]);
  });

  test.each(workflows)('%s never runs code of a pull request with the rights of the base', (_, { on }) => {
    expect(Object.keys(on)).not.toContain('pull_request_target');
  });

  test.each(jobs)('%s has a time limit, and no expression within a script', (_, __, job) => {
    expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
    expect(job.steps.flatMap(({ run }) => (run?.includes('${{') ? [run] : []))).toEqual([]);
  });

  test.each(jobs.flatMap(([name, , job]) => job.steps.flatMap(({ run }) => (run === undefined ? [] : [[name, run] as const]))))('%s: a script that a shell can read', (_, script) => {
    expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test.each(jobs)('%s checks out the whole history and keeps no credentials', (_, __, job) => {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const { with: given } of checkouts) expect(given).toEqual({ 'persist-credentials': false, 'fetch-depth': 0 });
  });

  test.each([...texts])('%s pins each action to a commit, and says its version', (_, text) => {
    const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action!))).toEqual([]);
  });
});

describe('jobs that run the code of a pull request', () => {
  const running = jobs.filter(([, { on }]) => Object.hasOwn(on, 'pull_request'));

  test.each(running)('%s may only read, and knows no secret', (_, workflow, job) => {
    expect(Object.values({ ...workflow.permissions, ...job.permissions }).filter((right) => right !== 'read')).toEqual([]);
    expect(JSON.stringify(job)).not.toMatch(/secrets\.|github\.token/);
  });

  test('the difference is made for pull requests only, and uploaded', () => {
    const { if: condition, steps } = ci.jobs['difference']!;
    expect(condition).toBe("github.event_name == 'pull_request'");
    expect(steps.at(-1)).toMatchObject({ uses: expect.stringMatching(/^actions\/upload-artifact@/), with: { name: 'pack-difference', path: '${{ runner.temp }}/difference.md' } });
  });
});

describe('the workflow that posts', () => {
  test('follows CI, by its name', () => {
    expect(posting.on).toEqual({ workflow_run: { workflows: [ci.name], types: ['completed'] } });
    expect(comment.if).toContain("github.event.workflow_run.event == 'pull_request'");
    expect(Object.keys(posting.jobs)).toEqual(['comment']);
  });

  test('has the two rights it needs', () => {
    expect(posting.permissions).toEqual({});
    expect(comment.permissions).toEqual({ actions: 'read', 'pull-requests': 'write' });
  });

  test('checks nothing out, uses no action, and runs nothing that came with the text', () => {
    expect(comment.steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
    const words = comment.steps.flatMap(({ run }) => run!.replace(/^\s*#.*$/gm, '').replace(/'[^']*'/g, '').split(/[\s;|(){}]+/));
    expect(words.filter((word) => ['git', 'npm', 'npx', 'node', 'python', 'python3', 'eval', 'source', '.', 'sh', 'bash', 'xargs', 'curl', 'wget'].includes(word))).toEqual([]);
    expect(words.some((word) => word === 'unzip')).toBe(true);
    expect(comment.steps.flatMap(({ run }) => [...run!.matchAll(/unzip (\S+)/g)].map(([, option]) => option))).toEqual(['-p']);
  });

  test('takes what it knows of the pull request from the event, by the environment', () => {
    const expressions = comment.steps.flatMap(({ env }) => Object.values(env ?? {})).flatMap((value) => [...value.matchAll(/\$\{\{ (.*?) \}\}/g)].map(([, expression]) => expression!));
    expect(expressions.filter((expression) => !/^github\.(token|event\.workflow_run\.(id|html_url|head_sha|head_branch|head_repository\.(id|owner\.login)))$/.test(expression))).toEqual([]);
  });
});

const tools = ['bash', 'jq', 'unzip'].every((tool) => spawnSync(tool, ['--help']).error === undefined);

// GitHub's runners have these programs; where one is missing, the script cannot be tried out.
describe.skipIf(!tools)('the script that posts', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
  });

  const pull = { number: 7, head: { sha: 'abc', repo: { id: 42 } } };
  const artifact = { id: 9, expired: false, size_in_bytes: 500, created_at: '2026-01-01T00:00:00Z' };
  const marker = comment.steps[0]!.env!['MARKER']!;

  interface Answers {
    readonly pulls?: readonly unknown[];
    readonly artifacts?: readonly unknown[];
    readonly comments?: readonly unknown[];
    readonly archive?: Buffer;
    readonly env?: Readonly<Record<string, string>>;
  }

  /** Runs the script against answers of GitHub, and gives its calls that write and what it printed. */
  function post(text: string, { pulls = [pull], artifacts = [artifact], comments = [], archive = zip({ 'difference.md': text }), env = {} }: Answers = {}): { status: number | null; output: string; calls: string[]; body: string | null } {
    const work = mkdtempSync(path.join(tmpdir(), 'osquery-packs-'));
    folders.push(work);
    const write = (name: string, content: string | Buffer, mode?: number) => writeFileSync(path.join(work, name), content, { mode });
    write('pulls', JSON.stringify(pulls));
    write('artifacts', JSON.stringify({ artifacts }));
    write('comments', JSON.stringify(comments));
    write('zip', archive);
    write('gh', `#!/bin/bash
printf '%s\\0' "$@" >> "$STUB/calls"; printf '\\n' >> "$STUB/calls"
case "$*" in
  *'--method GET'*/pulls*) cat "$STUB/pulls" ;;
  *'--method GET'*/zip*) cat "$STUB/zip" ;;
  *'--method GET'*/artifacts*) cat "$STUB/artifacts" ;;
  *'--method GET'*/comments*) cat "$STUB/comments" ;;
  *'--method PATCH'*|*'--method POST'*) cp "\${@: -1}" "$STUB/posted" ;;
  *) exit 1 ;;
esac
`, 0o755);
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', comment.steps[0]!.run!], {
      cwd: work, encoding: 'utf8',
      env: {
        PATH: `${work}:${process.env['PATH']}`, STUB: work, RUNNER_TEMP: work, GITHUB_REPOSITORY: 'o/r', GH_TOKEN: 'x', MARKER: marker,
        RUN_ID: '5', RUN_URL: 'https://localhost/run', HEAD_SHA: 'abc', HEAD_BRANCH: 'topic', HEAD_OWNER: 'someone', HEAD_REPOSITORY_ID: '42', ...env,
      },
    });
    const calls = readFileSync(path.join(work, 'calls'), 'utf8').split('\n').filter(Boolean).map((line) => line.split('\0').filter(Boolean).join(' '));
    const posted = path.join(work, 'posted');
    return { status, output: stdout + stderr, calls, body: existsSync(posted) ? (JSON.parse(readFileSync(posted, 'utf8')) as { body: string }).body : null };
  }

  test('a first comment is written', () => {
    const { status, calls, body } = post('### p 1.0.0 → 1.0.1 (patch)\n');
    expect(status).toBe(0);
    expect(calls[0]).toContain('head=someone:topic');
    expect(calls.at(-1)).toContain('--method POST repos/o/r/issues/7/comments');
    expect(body).toBe(`${marker}\nWhat this pull request changes in the packs, as the code of the pull request tells it ([run](https://localhost/run)).\n\n### p 1.0.0 → 1.0.1 (patch)\n`);
  });

  test('a later push updates it, and no comment of anybody else', () => {
    const by = (login: string, id: number, body: string) => ({ id, body, user: { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' } });
    const comments = [by('someone', 1, `${marker}\nmine`), by('github-actions[bot]', 2, 'another'), by('github-actions[bot]', 3, `${marker}\nold`)];
    expect(post('new', { comments }).calls.at(-1)).toContain('--method PATCH repos/o/r/issues/comments/3');
  });

  test.each<[what: string, answers: Answers]>([
    ['a newer push', { pulls: [{ ...pull, head: { ...pull.head, sha: 'def' } }] }],
    ['a branch of the same name elsewhere', { pulls: [{ ...pull, head: { ...pull.head, repo: { id: 43 } } }] }],
    ['a fork that is gone', { pulls: [{ ...pull, head: { ...pull.head, repo: null } }] }],
    ['two pull requests from one branch', { pulls: [pull, { ...pull, number: 8 }] }],
    ['no pull request', { pulls: [] }],
    ['no artefact', { artifacts: [] }],
    ['an expired artefact', { artifacts: [{ ...artifact, expired: true }] }],
    ['a huge artefact', { artifacts: [{ ...artifact, size_in_bytes: 2_000_000 }] }],
    ['another file', { archive: zip({ 'other.md': 'x' }) }],
    ['a file outside', { archive: zip({ '../difference.md': 'x' }) }],
    ['no archive', { archive: Buffer.from('x') }],
    ['an empty text', { archive: zip({ 'difference.md': '' }) }],
  ])('nothing is posted for %s', (_, answers) => {
    const { status, output, calls, body } = post('x', answers);
    expect([status, body, calls.filter((call) => /PATCH|POST/.test(call))]).toEqual([0, null, []]);
    expect(output).toContain('nothing is posted.');
  });

  test('of several runs of one commit the newest artefact is taken', () => {
    const { calls } = post('x', { artifacts: [{ ...artifact, id: 11, created_at: '2026-01-02T00:00:00Z' }, artifact] });
    expect(calls.some((call) => call.includes('/artifacts/11/zip'))).toBe(true);
  });

  test('the text has no effect of its own', () => {
    const { body } = post('@team <img src=x> <!-- ![a](b) [a](b) [a][b]\n[b]: https://localhost\n#1 \u001b[31m \u202e 7\n');
    const text = body!.split('\n\n').slice(1).join('\n\n');
    expect(text).not.toMatch(/@team|<img|<!--|!\[|\]\(|\]\[|\]:|#1|[\u001b\u202e]/);
    expect(text.replaceAll('\u2060', '')).toContain('@team <img src=x>');
  });

  test('a text of any length fits a comment', () => {
    const { status, body } = post('ä'.repeat(400_000));
    expect([status, body!.length < 65_536, body!.endsWith('\n\n…')]).toEqual([0, true, true]);
  });

  test('a branch of any name is one argument', () => {
    const { status, calls } = post('x', { env: { HEAD_BRANCH: '$(touch pwned)`touch pwned`\'"; touch pwned #' } });
    expect(status).toBe(0);
    expect(calls[0]).toContain('head=someone:$(touch pwned)`touch pwned`\'"; touch pwned #');
    expect(existsSync(path.join(folders[0]!, 'pwned'))).toBe(false);
  });
});

/** A zip archive of stored files. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt32LE(crc32(data), 10);
    header.writeUInt32LE(data.length, 14);
    header.writeUInt32LE(data.length, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const position = Buffer.alloc(14);
    position.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), header, Buffer.from(name), data]);
    locals.push(local);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), header, position, Buffer.from(name)]));
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(Buffer.concat(central).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...central, Buffer.from('PK\u0005\u0006'), end]);
}
