import type { Locator, Path, Place } from '../model/place.ts';
import { offsetInText, type Json, type Member } from './osquery-conf/json.ts';
import type { Document } from './yaml.ts';

/** The text that a JSON value was read from: what was parsed, and where its characters stand in the file. */
export interface JsonSource {
  readonly file: string;
  readonly text: string;
  place(offset: number): Place;
  line(line: number): string;
}

/** Deepest value that is handed on; what lies below comes as null. No format goes half as deep. */
const deepest = 40;

/** A JSON value with the places of its parts, as YAML has them. Of a key that stands twice the last counts, as for JavaScript. */
export function jsonDocument(source: JsonSource, root: Json): Document {
  return { value: valueOf(root, 0), at: new JsonLocator(source, root) };
}

function valueOf(json: Json, depth: number): unknown {
  if (depth > deepest) return null;
  if (json.kind === 'object') return Object.fromEntries(json.members.map(({ key, value }) => [key, valueOf(value, depth + 1)]));
  if (json.kind === 'array') return json.items.map((item) => valueOf(item, depth + 1));
  if (json.kind === 'string') return json.text;
  return json.kind === 'number' ? Number(json.text) : json.kind === 'null' ? null : json.text === 'true';
}

class JsonLocator implements Locator {
  readonly file: string;
  readonly #source: JsonSource;
  readonly #root: Json;

  constructor(source: JsonSource, root: Json) {
    this.file = source.file;
    this.#source = source;
    this.#root = root;
  }

  value(path: Path): Place {
    return this.#source.place(this.#find(path).json.at);
  }

  key(path: Path): Place {
    const { json, member } = this.#find(path);
    return this.#source.place(member?.keyAt ?? json.at);
  }

  inText(path: Path, offset: number): Place {
    const { json } = this.#find(path);
    return this.#source.place('end' in json ? offsetInText(this.#source.text, json, offset) : json.at);
  }

  line(line: number): string {
    return this.#source.line(line);
  }

  #find(path: Path): { json: Json; member?: Member } {
    let found: { json: Json; member?: Member } = { json: this.#root };
    for (const step of path) {
      const { json } = found;
      const member: Member | undefined = json.kind === 'object' ? json.members.findLast(({ key }) => key === step) : undefined;
      const item: Json | undefined = json.kind === 'array' ? json.items[Number(step)] : undefined;
      if (member) found = { json: member.value, member };
      else if (item) found = { json: item };
      else break;
    }
    return found;
  }
}
