import { useEffect, useState } from 'react';

/** Milliseconds without a further key before a result is read out. */
const settled = 700;

/** A text once it has stayed the same for a while; empty until then. */
export function useSettled(text: string): string {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), settled);
    return () => clearTimeout(timer);
  }, [text]);
  return spoken;
}
