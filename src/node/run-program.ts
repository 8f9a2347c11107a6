import { spawn } from 'node:child_process';

/** What a child process gave: its exit code (1 where a signal ended it) and what it printed. */
export interface ProgramResult {
  readonly code: number;
  readonly output: string;
}

/** Runs `node` with `args` in `cwd`; its output goes to ours while it runs, and is kept. */
export function runNode(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      stream.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
