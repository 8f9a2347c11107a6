import { useEffect, useState } from 'react';
import type { EngineClient } from '../client.ts';
import type { Kind, Tasks } from '../protocol.ts';

/** Asks the engine whenever what is asked changes, once it has rested a moment. What it gave before stays until the next answer. */
export function useAsked<K extends Kind>(client: EngineClient, kind: K, ask: Tasks[K]['ask']): { give: Tasks[K]['give'] | null; fault: string | null } {
  const [answer, setAnswer] = useState<{ give: Tasks[K]['give'] | null; fault: string | null }>({ give: null, fault: null });
  const key = JSON.stringify(ask);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => client.ask(kind, ask).then(
      (give) => current && setAnswer({ give, fault: null }),
      (error: Error) => current && setAnswer({ give: null, fault: error.message }),
    ), 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, kind, key]);
  return answer;
}
