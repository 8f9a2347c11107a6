import { hideLinked } from '../playground/linked.ts';

/** Where the script of the engine's worker is built, by the name that client.ts gives it. */
const workerFile = /^assets\/js\/engine\.[0-9a-f]+\.js$/;

/** The page whose engine starts with its HTML. */
const page = /^playground\/index\.html$/;

/**
 * `html` of the page `file` with a script that starts the engine's worker before the scripts of the page are there, under the global
 * name that client.ts looks for, with the hash of the page, so that it begins what that asks for, and hides what a link replaces; other
 * pages as they are.
 * `files` are those of the built site, by their path below `baseUrl`.
 * Throws where the worker is not among them: the page would start without it, and later than it should.
 */
export function withEarlyEngine(html: string, file: string, files: readonly string[], baseUrl: string): string {
  if (!page.test(file)) return html;
  const worker = files.find((name) => workerFile.test(name));
  const head = html.indexOf('</head>');
  if (worker === undefined || head < 0) throw new Error(worker === undefined ? 'there is no assets/js/engine.<hash>.js among the built files; client.ts names the worker.' : 'the page has no </head>.');
  const address = JSON.stringify(`${baseUrl}${worker}#`).replaceAll('<', '\\u003c');
  // One that fails is forgotten, and the page starts another, which can tell its reader.
  const script = `if(self.WebAssembly&&self.Worker){self.earlyEngine=new Worker(${address}+location.hash.slice(1),{name:"engine"});self.earlyEngine.onerror=function(){self.earlyEngine=null}}`;
  return `${html.slice(0, head)}<script>${hideLinked};${script}</script>${html.slice(head)}`;
}
