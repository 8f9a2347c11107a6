import { expect, it } from 'vitest';
import { EngineClient, Stopped, type WorkerLike } from './client.ts';
import type { Bench, Request } from './protocol.ts';

class FakeWorker implements WorkerLike {
  readonly asked: Request[] = [];
  ended = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;

  postMessage(request: unknown): void {
    this.asked.push(request as Request);
  }

  terminate(): void {
    this.ended = true;
  }

  reply(data: unknown): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
}

const bench: Bench = { host: 'linux-server', address: '/hosts/linux-server.json', platform: 'linux', version: '5.23.1' };

function made(): { client: EngineClient; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  return { workers, client: new EngineClient(() => workers[workers.push(new FakeWorker()) - 1]!) };
}

it('gives each question its own answer, in whichever order they come', async () => {
  const { client, workers } = made();
  const [first, second] = [client.ask('host', { bench }), client.ask('host', { bench })];
  const [a, b] = workers[0]!.asked;
  workers[0]!.reply({ id: b!.id, error: 'The file is gone.' });
  workers[0]!.reply({ id: a!.id, give: true });
  await expect(first).resolves.toBe(true);
  await expect(second).rejects.toThrow('The file is gone.');
});

it('ends what runs when it is stopped, and starts another worker for the next question', async () => {
  const { client, workers } = made();
  const asked = client.ask('host', { bench });
  client.stop();
  await expect(asked).rejects.toBeInstanceOf(Stopped);
  expect(workers[0]!.ended).toBe(true);
  void client.ask('host', { bench });
  expect(workers).toHaveLength(2);
});

it('does not end a worker for the failure of one that was stopped before', async () => {
  const { client, workers } = made();
  client.ask('host', { bench }).catch(() => undefined);
  client.stop();
  const asked = client.ask('host', { bench });
  workers[0]!.onerror?.call(workers[0] as unknown as Worker, {} as ErrorEvent);
  expect(workers[1]!.ended).toBe(false);
  workers[1]!.reply({ id: workers[1]!.asked[0]!.id, give: true });
  await expect(asked).resolves.toBe(true);
});

it('tells in a sentence that a worker failed or cannot be started', async () => {
  const { client, workers } = made();
  const asked = client.ask('host', { bench });
  workers[0]!.onerror?.call(workers[0] as unknown as Worker, {} as ErrorEvent);
  await expect(asked).rejects.toThrow('The engine ended:');
  const none = new EngineClient(() => {
    throw new Error('workers are forbidden');
  });
  await expect(none.ask('host', { bench })).rejects.toThrow('The engine cannot be started: workers are forbidden.');
});
